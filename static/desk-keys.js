/* Keyboard shortcuts of the desk. The dialog is their list: each entry's link or button is what its
   key follows or presses, so nothing here knows what they are. Single keys can be switched off
   (WCAG 2.2, 2.1.4) in this browser; the dialog's button always works. */

const dialog = document.getElementById("desk-keys");
const opener = document.getElementById("desk-keys-open");
const isOn = document.getElementById("desk-keys-on");
const STORED = "desk:keys";

/** Return whether single keys are wanted here. */
function wanted() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true; // not allowed here: then it holds for this page alone
  }
}

/** Return what an entry's link names on this page, or the link itself where it leads elsewhere. */
function target(link) {
  const address = link.getAttribute("href");
  return address.startsWith("#") ? document.getElementById(address.slice(1)) : link;
}

/** Return whether somebody is writing or choosing there. */
function takesKeys(element) {
  return element.isContentEditable || element.matches("input, textarea, select, [role='textbox']");
}

/** Do what an entry of the list says. */
function follow(link) {
  const found = target(link);
  if (!found) return;
  dialog.close();
  if (found === link) {
    location.assign(link.href);
  } else if (found.matches("button")) {
    found.click();
  } else {
    if (!found.matches("a, input, textarea, select, button")) found.tabIndex = -1;
    found.scrollIntoView({ block: "center" });
    found.focus();
    if (found.matches("input")) found.select();
  }
}

function entry(key, modified) {
  return [...dialog.querySelectorAll("[data-key]")].find(
    (link) => link.dataset.key === key && link.hasAttribute("data-with-control") === modified,
  );
}

function open() {
  for (const link of dialog.querySelectorAll("[data-key]")) {
    link.closest("li").hidden = !target(link);
  }
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return;
  const modified = event.ctrlKey || event.metaKey;
  if (!isOn.checked || dialog.open || (!modified && takesKeys(event.target))) return;
  if (event.key === "?" && !modified) {
    event.preventDefault();
    open();
    return;
  }
  const link = entry(event.key, modified);
  if (!link || !target(link)) return;
  event.preventDefault();
  follow(link);
});

dialog.addEventListener("click", (event) => {
  const link = event.target.closest("[data-key]");
  if (!link) return;
  event.preventDefault();
  follow(link);
});

isOn.checked = wanted();
isOn.addEventListener("change", () => {
  try {
    localStorage.setItem(STORED, isOn.checked ? "on" : "off");
  } catch {
    // It holds until the page is left.
  }
});
opener.hidden = false;
opener.addEventListener("click", open);
