/* Offers to move what belongs into fields of its own out of the text: keywords, the copyright
   sentence, the credit line, the line with source and date. Nothing moves by itself. */

const SENT = ["body", "source", "column_editor", "credit_line", "copyright", "keywords", "note"];

export class Offers {
  constructor({ form, ask }) {
    this.form = form;
    this.ask = ask;
    this.place = document.getElementById("desk-boilerplate");
    this.button = document.getElementById("desk-lift");
    this.list = this.place.querySelector("ul");
  }

  begin() {
    this.button.hidden = this.form.elements.namedItem("body").readOnly;
    this.button.addEventListener("click", () => this.look({ isAsked: true }));
    this.place.addEventListener("click", (event) => {
      const take = event.target.closest("[data-take]");
      if (take) this.#take(take.dataset.take);
      else if (event.target.closest("[data-leave]")) this.#leave();
    });
    this.form.addEventListener("desk:lost", () => {
      this.button.hidden = true;
      this.place.hidden = true;
    });
  }

  /** Ask what could be moved. Unasked, only what is found is told. */
  async look({ isAsked = false } = {}) {
    const answer = await this.ask("lift", this.#words());
    if (answer.ok) this.#show(answer.offers, isAsked);
    else if (isAsked) this.#show([], false, "offline");
  }

  #words() {
    const words = SENT.map((name) => [name, this.form.elements.namedItem(name).value]);
    const language = this.form.elements.namedItem("language");
    return Object.fromEntries(language ? [...words, ["language", language.value]] : words);
  }

  async #take(kind) {
    const sent = this.#words();
    const answer = await this.ask("lift", { ...sent, take: kind });
    if (!answer.ok) {
      this.#show([], false, "offline");
      return;
    }
    for (const [name, value] of Object.entries(answer.values)) {
      const field = this.form.elements.namedItem(name);
      // What was typed while the desk thought stays.
      if (field.value !== sent[name]) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.#show(answer.offers, true);
    this.place.querySelector("h3").focus();
  }

  #leave() {
    this.place.hidden = true;
    this.button.focus();
  }

  #show(offers, isAsked, state = "") {
    this.list.replaceChildren(
      ...offers.map(({ kind, label, value, has }) => {
        const item = this.place.querySelector("template").content.cloneNode(true);
        item.querySelector("[data-label]").textContent = label;
        item.querySelector("[data-value]").textContent = value;
        item.querySelector("[data-has]").hidden = !has;
        item.querySelector("[data-held]").textContent = has;
        const button = item.querySelector("[data-take]");
        button.dataset.take = kind;
        return item;
      }),
    );
    const told = state || (offers.length ? "found" : isAsked ? "none" : "");
    for (const each of this.place.querySelectorAll("[data-tells]")) {
      each.hidden = each.dataset.tells !== told;
    }
    this.place.hidden = !told;
  }
}
