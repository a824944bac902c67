/* The dialog for a link: an address, or one of our articles, found by its number or title. */

const WAIT = 300; // milliseconds without a key before the desk is asked

export class Link {
  constructor({ ask, isSafeLink, current }) {
    this.ask = ask;
    this.isSafeLink = isSafeLink;
    this.current = current;
    this.dialog = document.getElementById("desk-link");
    this.input = this.dialog.querySelector("input");
    this.found = this.dialog.querySelector("[data-found]");
    this.dialog.addEventListener("input", () => this.#look());
    this.dialog.addEventListener("click", (event) => this.#pick(event));
    this.dialog.querySelector("form").addEventListener("submit", (event) => this.#submit(event));
    this.dialog.addEventListener("close", () => this.current()?.commands.focus());
  }

  open() {
    const editor = this.current();
    if (!editor?.isEditable) return;
    editor.commands.extendMarkRange("link");
    const { selection, doc } = editor.state;
    const { href = "" } = editor.getAttributes("link");
    this.marked = doc.textBetween(selection.from, selection.to, " ").trim();
    this.#list([]);
    this.#tell("");
    this.dialog.querySelector("[value='remove']").hidden = !href;
    this.input.value = href;
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.input.select();
  }

  #tell(state) {
    for (const each of this.dialog.querySelectorAll("[data-tells]")) {
      each.hidden = each.dataset.tells !== state;
    }
    this.input.setAttribute("aria-invalid", String(state === "unsafe"));
  }

  #look() {
    clearTimeout(this.waiting);
    this.#tell("");
    const words = this.input.value.trim();
    if (!words || this.#address(words)) {
      this.#list([]);
      return;
    }
    this.waiting = setTimeout(async () => {
      const { ok, articles } = await this.ask("articles", { q: words });
      if (this.input.value.trim() !== words) return;
      this.#list(ok ? articles : []);
      this.#tell(ok ? (articles.length ? "found" : "none") : "offline");
    }, WAIT);
  }

  #list(articles) {
    this.found.replaceChildren(
      ...articles.map(({ number, title, address, isPublic }) => {
        const item = this.dialog.querySelector("template").content.cloneNode(true);
        const button = item.querySelector("button");
        button.dataset.address = address;
        button.dataset.words = title;
        item.querySelector("[data-number]").textContent = number;
        item.querySelector("[data-title]").textContent = title;
        item.querySelector("[data-not-public]").hidden = isPublic;
        return item;
      }),
    );
  }

  /** Return what was typed as an address that a link may have, or null. */
  #address(typed) {
    if (this.isSafeLink(typed)) return typed;
    const mail = /^[^\s@/\\:]+@[^\s@/\\]+\.[^\s@/\\]+$/.test(typed) && `mailto:${typed}`;
    const host = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?$/i.test(typed) && `https://${typed}`;
    const made = mail || host;
    return made && this.isSafeLink(made) ? made : null;
  }

  #pick(event) {
    const button = event.target.closest("[data-address]");
    if (button) this.#set(button.dataset.address, button.dataset.words);
  }

  #submit(event) {
    if (event.submitter?.value === "remove") {
      if (!this.current()?.isEditable) return;
      this.current().chain().focus().extendMarkRange("link").unsetMark("link").run();
      return;
    }
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    const typed = this.input.value.trim();
    const address = this.#address(typed);
    if (address) this.#set(address, typed);
    else this.#tell("unsafe");
  }

  #set(href, words) {
    const editor = this.current();
    if (!editor?.isEditable) {
      this.dialog.close(); // the lock was lost meanwhile
      return;
    }
    const { selection, schema } = editor.state;
    if (selection.empty) {
      const link = [...(selection.$from.marks() ?? []), schema.marks.link.create({ href })];
      editor.view.dispatch(editor.state.tr.replaceSelectionWith(schema.text(words, link), false));
    } else {
      editor.commands.setMark("link", { href });
    }
    this.dialog.close("set");
  }
}
