/* Offers keywords that the text names, once their field is gone to: a click adds one. */

const place = document.getElementById("desk-open");
const form = document.getElementById("desk-form");
const field = form.elements.namedItem("keywords");
const shown = document.getElementById("desk-keywords").content.firstElementChild.cloneNode(true);
const label = shown.textContent;

/** Return the button that adds a name to the field. */
function button(name) {
  const add = document.createElement("button");
  Object.assign(add, { type: "button", className: "button", textContent: `+ ${name}` });
  add.addEventListener("click", () => {
    const lines = field.value.split("\n").filter((line) => line.trim());
    field.value = [...lines, name].join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const next = add.nextElementSibling ?? add.previousElementSibling ?? field;
    add.remove();
    shown.hidden = !shown.querySelector("button");
    next.focus();
  });
  return add;
}

async function offer() {
  if (field.readOnly) return;
  try {
    const address = place.dataset.autosave.replace(/autosave\/$/, "keywords/");
    const response = await fetch(address, {
      method: "POST",
      body: new FormData(form),
      redirect: "error",
    });
    if (!response.ok) return;
    const { keywords } = await response.json();
    shown.replaceChildren(label, ...keywords.flatMap((name) => [button(name), " "]));
    shown.hidden = keywords.length === 0;
  } catch {
    // Not reachable: storing the words says so.
  }
}

if (field) {
  shown.hidden = true;
  field.after(shown);
  field.addEventListener("focus", offer);
}
