/* Asks, once a title was written, which articles seem to tell the same already, and lists them below
   it. Without this file the desk's list is searched for them. */

const place = document.getElementById("desk-open");
const form = document.getElementById("desk-form");
const title = form.elements.namedItem("title");
const shown = document.getElementById("desk-covered").content.firstElementChild.cloneNode(true);
const list = shown.querySelector("ul");

/** Return the line of one article. */
function line({ address, number, title, language, note }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), {
    href: address,
    target: "_blank",
    textContent: `${number} ${title}`,
    lang: language === "zh" ? "zh-Hans" : language,
  });
  item.append(link, ` ${note}`);
  return item;
}

async function look() {
  const asked = title.value;
  try {
    const address = place.dataset.autosave.replace(/autosave\/$/, "covered/");
    const response = await fetch(address, {
      method: "POST",
      body: new FormData(form),
      redirect: "error",
    });
    if (!response.ok || title.value !== asked) return;
    const { articles } = await response.json();
    list.replaceChildren(...articles.map(line));
    shown.hidden = articles.length === 0;
  } catch {
    // Not reachable: storing the words says so.
  }
}

if (title) {
  shown.hidden = true;
  title.after(shown);
  title.addEventListener("change", look);
}
