/* The dialog over the pages of a mailed code, and the countdown to another code.
   Without this file links are links and forms are forms: each page here is one of the server's. */

const FLOW = "[data-flow]";
const unit = { style: "unit", unit: "second", unitDisplay: "long" };
const seconds = new Intl.NumberFormat(document.documentElement.lang, unit);

let dialog; // made when it is first wanted
let busy = false;

/** Fetch a page; return where it was found and its parsed document. */
async function load(address, options) {
  const response = await fetch(address, options);
  const html = await response.text();
  return [response.url, new DOMParser().parseFromString(html, "text/html")];
}

/** Count down to the moment at which another code can be had; the server checks it anyway. */
function countDown(root) {
  for (const line of root.querySelectorAll("[data-wait]")) {
    const button = line.closest("form").querySelector("button");
    const end = performance.now() + 1000 * Number(line.dataset.wait);
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      if (left > 0 && line.isConnected) {
        line.querySelector("span").textContent = seconds.format(left);
        return;
      }
      clearInterval(timer);
      line.remove();
      button.removeAttribute("aria-disabled");
    };
    const timer = setInterval(tick, 250);
    button.setAttribute("aria-disabled", "true");
    tick();
  }
}

/** Make the dialog: a button that closes it, and room for a page. */
function makeDialog(closing) {
  const made = document.createElement("dialog");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet close";
  close.textContent = closing;
  close.addEventListener("click", () => made.close());
  made.append(close, document.createElement("div"));
  // What was typed does not outlive it.
  made.addEventListener("close", () => made.lastElementChild.replaceChildren());
  document.body.append(made);
  return made;
}

/** Show a page of the flow in the dialog, its errors or first field in focus. */
function show(flow, messages) {
  if (messages) flow.prepend(messages);
  dialog.lastElementChild.replaceChildren(flow);
  dialog.setAttribute("aria-label", flow.querySelector("h1").textContent.trim());
  if (!dialog.open) dialog.showModal();
  countDown(flow);
  const fields = "input:not([type=hidden], [hidden])";
  (flow.querySelector("[autofocus]") ?? flow.querySelector(fields) ?? dialog).focus();
  dialog.scrollTop = 0;
}

/** Let the page behind the dialog become what the server led to after the flow. */
function leave(address, page) {
  dialog.close();
  document.title = page.title;
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  history.replaceState(null, "", address);
  (main.querySelector("[autofocus]") ?? main).focus();
}

/** Fetch the flow's next page; `otherwise` is what the browser would have done by itself. */
async function next(address, options, otherwise) {
  if (busy) return;
  busy = true;
  try {
    const [found, page] = await load(address, options);
    const flow = page.querySelector(FLOW);
    if (flow) show(flow, page.querySelector(".messages"));
    else leave(found, page);
  } catch {
    otherwise();
  } finally {
    busy = false;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link?.href || elsewhere || link.getAttribute("href").startsWith("#")) return;
  if (!("dialog" in link.dataset) && !link.closest("dialog")) return;
  event.preventDefault();
  dialog ??= makeDialog(link.dataset.dialog);
  next(link.href, {}, () => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.submitter?.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  } else if (form.closest("dialog")) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    next(form.action, { method: "POST", body }, () => form.submit());
  }
});

countDown(document);
