/* Pictures in the text: the text names a picture's number, and the form's line of that number
   says what is told of it here. A picture taken out of the text takes its line along. */

const WAIT = 300; // milliseconds without a key before the desk is asked
const BAR = /(?<!\\)\|/;
const POINT = /^([0-9]{1,3})\s*[,，]\s*([0-9]{1,3})$/;
const FACTS = ["alt", "caption", "credit"];

/** Return the number of a picture that a line begins with; 0 for none. */
const numberOf = (line) => Number(/^\s*#?([0-9]{1,9})\s*(?:\||$)/.exec(line)?.[1] ?? 0);

/** Return what a line says of its picture. */
function factsOf(line) {
  const [, alt = "", caption = "", credit = "", point = ""] = line
    .split(BAR)
    .map((part) => part.trim().replaceAll("\\|", "|"));
  const [, x = "50", y = "50"] = POINT.exec(point) ?? [];
  return { alt, caption, credit, x, y };
}

function lineOf(number, facts) {
  const parts = [
    String(number),
    ...FACTS.map((name) => facts[name].split(/\s+/).join(" ").trim().replaceAll("|", "\\|")),
  ];
  if (facts.x !== "50" || facts.y !== "50") parts.push(`${facts.x}, ${facts.y}`);
  while (!parts.at(-1)) parts.pop();
  return parts.join(" | ");
}

export class Pictures {
  constructor({ form, ask, current, insert }) {
    this.field = form.elements.namedItem("figures");
    this.ask = ask;
    this.current = current;
    this.insert = insert;
    this.known = new Map();
    this.parted = new Map(); // lines of pictures that were taken out, for when they come back
    this.shown = new Set(); // views of pictures in the text
    this.dialog = document.getElementById("desk-figure");
    this.input = this.dialog.querySelector("[name='find']");
    this.found = this.dialog.querySelector("[data-found]");
    this.chosen = this.dialog.querySelector("[data-chosen]");
    this.view = (props) => this.#view(props);
    this.input.addEventListener("input", () => this.#look());
    this.found.addEventListener("click", (event) => {
      const button = event.target.closest("[data-image]");
      if (button) this.#choose(Number(button.dataset.image));
    });
    this.chosen.querySelector("img").addEventListener("click", (event) => this.#point(event));
    this.chosen.addEventListener("input", () => this.#showPoint());
    this.dialog.querySelector("form").addEventListener("submit", (event) => {
      // Enter among what was found: nothing is chosen yet, unless it is the only one.
      if (event.submitter?.value !== "set" || this.dialog.dataset.step !== "find") return;
      event.preventDefault();
      const [only, ...others] = this.found.querySelectorAll("[data-image]");
      if (only && !others.length) this.#choose(Number(only.dataset.image));
    });
    this.dialog.addEventListener("close", () => this.#closed());
    this.field.addEventListener("input", () => this.#showAll());
  }

  /** Remember which pictures stand in a text that was just opened. */
  begin(doc) {
    this.placed = this.#numbers(doc);
  }

  /** Let the lines follow the pictures of the text. */
  follow(doc) {
    const before = this.placed;
    const now = (this.placed = this.#numbers(doc));
    for (const number of before) {
      const line = this.#line(number);
      if (!now.has(number) && line !== undefined) {
        this.parted.set(number, line);
        this.#write(this.#lines().filter((each) => numberOf(each) !== number));
      }
    }
    for (const number of now) {
      if (!before.has(number) && this.#line(number) === undefined) {
        this.#write([...this.#lines(), this.parted.get(number) ?? String(number)]);
      }
    }
  }

  /** Ask for a picture to insert. */
  choose() {
    if (!this.current()?.isEditable) return;
    this.edited = null;
    this.input.value = "";
    this.number = 0;
    this.dialog.dataset.step = "find";
    this.found.replaceChildren();
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.input.focus();
    this.#search("");
  }

  #numbers(doc) {
    const numbers = new Set();
    doc.descendants((node) => {
      if (node.type.name === "figure") numbers.add(node.attrs.image);
    });
    return numbers;
  }

  #lines() {
    return this.field.value.split("\n").filter((line) => line.trim());
  }

  #line(number) {
    return this.#lines().find((line) => numberOf(line) === number);
  }

  #write(lines) {
    const text = lines.join("\n");
    if (text === this.field.value) return;
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Return what the library says of a picture; null where there is none. */
  async #picture(number) {
    if (!this.known.has(number)) {
      const { ok, pictures } = await this.ask("pictures", { number });
      if (!ok) return null;
      this.known.set(number, pictures[0] ?? null);
    }
    return this.known.get(number);
  }

  #view({ node, editor }) {
    const template = document.getElementById("desk-figure-view").content.firstElementChild;
    const dom = template.cloneNode(true);
    const number = node.attrs.image;
    dom.dataset.image = number;
    dom.querySelector("[data-number]").textContent = number;
    const button = dom.querySelector("button");
    button.addEventListener("click", () => editor.isEditable && this.#edit(number));
    const one = { number, dom, words: node.attrs.words };
    this.shown.add(one);
    this.#show(one);
    return {
      dom,
      stopEvent: (event) => button.contains(event.target),
      ignoreMutation: () => true,
      destroy: () => this.shown.delete(one),
    };
  }

  #showAll() {
    for (const one of this.shown) this.#show(one);
  }

  async #show({ number, dom, words }) {
    const facts = factsOf(this.#line(number) ?? String(number));
    dom.querySelector("[data-caption]").textContent = facts.caption || words;
    dom.querySelector("[data-credit]").textContent = facts.credit;
    const picture = await this.#picture(number);
    dom.querySelector("[data-missing]").hidden = picture !== null;
    const img = dom.querySelector("img");
    img.hidden = picture === null;
    if (!picture) return;
    if (img.getAttribute("src") !== picture.address) img.src = picture.address;
    img.alt = facts.alt || picture.alt;
    dom.querySelector("[data-credit]").textContent = facts.credit || picture.credit;
  }

  #look() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.#search(this.input.value.trim()), WAIT);
  }

  async #search(words) {
    const { ok, pictures } = await this.ask("pictures", { q: words });
    if (!ok || this.input.value.trim() !== words) return;
    this.dialog.querySelector("[data-none]").hidden = pictures.length > 0;
    this.found.replaceChildren(
      ...pictures.map((picture) => {
        this.known.set(picture.number, picture);
        const item = this.dialog.querySelector("template").content.cloneNode(true);
        item.querySelector("button").dataset.image = picture.number;
        item.querySelector("img").src = picture.address;
        item.querySelector("[data-number]").textContent = picture.number;
        item.querySelector("[data-name]").textContent = picture.name;
        return item;
      }),
    );
  }

  #edit(number) {
    this.edited = number;
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.#choose(number);
  }

  async #choose(number) {
    const picture = await this.#picture(number);
    this.number = number;
    this.dialog.dataset.step = "facts";
    const line = this.#line(number) ?? this.parted.get(number);
    const facts = line
      ? factsOf(line)
      : { alt: "", caption: "", credit: "", x: String(picture?.x ?? 50), y: String(picture?.y ?? 50) };
    for (const [name, value] of Object.entries(facts)) {
      this.chosen.querySelector(`[name="${name}"]`).value = value;
    }
    const img = this.chosen.querySelector("img");
    img.src = picture?.address ?? "";
    img.alt = picture?.alt ?? "";
    this.chosen.querySelector("[name='alt']").placeholder = picture?.alt ?? "";
    this.chosen.querySelector("[name='credit']").placeholder = picture?.credit ?? "";
    this.#showPoint();
    this.chosen.querySelector("[name='alt']").focus();
  }

  #point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (at, from, size) => String(Math.round((100 * (at - from)) / size));
    this.chosen.querySelector("[name='x']").value = share(event.clientX, box.left, box.width);
    this.chosen.querySelector("[name='y']").value = share(event.clientY, box.top, box.height);
    this.#showPoint();
  }

  #showPoint() {
    const mark = this.chosen.querySelector("[data-point]");
    mark.style.left = `${this.#typed("x")}%`;
    mark.style.top = `${this.#typed("y")}%`;
  }

  #typed(name) {
    const typed = this.chosen.querySelector(`[name="${name}"]`).value.trim();
    if (name !== "x" && name !== "y") return typed;
    return String(Math.min(100, Math.max(0, Math.round(Number(typed || 50)) || 0)));
  }

  #closed() {
    const editor = this.current();
    if (this.dialog.returnValue === "set" && this.number && editor?.isEditable) {
      const facts = Object.fromEntries([...FACTS, "x", "y"].map((name) => [name, this.#typed(name)]));
      const line = lineOf(this.number, facts);
      const others = this.#lines();
      const at = others.findIndex((each) => numberOf(each) === this.number);
      this.#write(at < 0 ? [...others, line] : others.with(at, line));
      if (this.edited === null) {
        this.insert(editor.schema.nodes.figure.create({ image: this.number }));
      }
    }
    editor?.commands.focus();
  }
}
