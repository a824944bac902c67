/* Offers lines for a field, once it is gone to: keywords that the text names, articles that go with
   it. A click adds one. */

const place = document.getElementById("desk-open");
const form = document.getElementById("desk-form");

/** Let a field of lines be offered what the desk answers at `route`. */
function offer(name, route) {
  const field = form.elements.namedItem(name);
  if (!field) return;
  const template = document.getElementById(`desk-offers-${name}`);
  const shown = template.content.firstElementChild.cloneNode(true);
  const label = shown.textContent;
  shown.hidden = true;
  field.after(shown);

  const button = (found) => {
    const add = document.createElement("button");
    Object.assign(add, { type: "button", className: "button", textContent: `+ ${found.label}` });
    add.addEventListener("click", () => {
      const lines = field.value.split("\n").filter((line) => line.trim());
      field.value = [...lines, found.line].join("\n");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const next = add.nextElementSibling ?? add.previousElementSibling ?? field;
      add.remove();
      shown.hidden = !shown.querySelector("button");
      next.focus();
    });
    return add;
  };

  field.addEventListener("focus", async () => {
    if (field.readOnly) return;
    try {
      const address = place.dataset.autosave.replace(/autosave\/$/, route);
      const body = new FormData(form);
      const response = await fetch(address, { method: "POST", body, redirect: "error" });
      if (!response.ok) return;
      const { offers } = await response.json();
      shown.replaceChildren(label, ...offers.flatMap((found) => [button(found), " "]));
      shown.hidden = offers.length === 0;
    } catch {
      // Not reachable: storing the words says so.
    }
  });
}

offer("keywords", "offer-keywords/");
offer("related", "offer-related/");
