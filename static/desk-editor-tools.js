/* The text editor's buttons: one stop of the Tab key, arrow keys between them (the toolbar of the
   ARIA practices). Alt + F10 leads from the text to them, Escape back. */

const LISTS = ["bulletList", "orderedList"];

/** Return the rows of a new table; the first names the columns. */
function newTable({ nodes }) {
  const row = (type, part) =>
    nodes.tableRow.create(
      { part },
      Array.from({ length: 3 }, () => type.createAndFill(part === "thead" ? { scope: "col" } : null)),
    );
  return nodes.table.create(null, [
    row(nodes.tableHeader, "thead"),
    row(nodes.tableCell, "tbody"),
    row(nodes.tableCell, "tbody"),
  ]);
}

const NOTE = /^[[［]([1-9][0-9]{0,2})[\]］]/;

/** Put a block behind the one that the cursor stands in, or in the place of an empty one. */
export function insertBlock({ editor, engine, node }) {
  const { state } = editor;
  const { $from } = state.selection;
  const tr = engine.pm.history.closeHistory(state.tr); // one step to undo
  const block = $from.depth ? $from.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && !block.childCount;
  const from = $from.depth ? (isEmpty ? $from.before(1) : $from.after(1)) : state.selection.to;
  tr.replaceWith(from, isEmpty ? $from.after(1) : from, node);
  const { Selection } = engine.pm.state;
  const inside = node.isAtom ? from + node.nodeSize : from + 1;
  if (node.isAtom && inside === tr.doc.content.size) {
    tr.insert(inside, editor.schema.nodes.paragraph.create()); // where to write on
  }
  tr.setSelection(Selection.near(tr.doc.resolve(inside)));
  editor.view.dispatch(tr.scrollIntoView());
  editor.commands.focus();
}

export class Tools {
  constructor({ bar, engine, current, acts }) {
    this.bar = bar;
    this.current = current;
    this.engine = engine;
    this.tables = engine.pm.tables;
    this.state = engine.pm.state;
    this.acts = acts;
    this.buttons = [...bar.querySelectorAll("button")];
    this.caption = document.getElementById("desk-caption");
    bar.addEventListener("click", (event) => this.#press(event));
    bar.addEventListener("keydown", (event) => this.#move(event));
    // A click on a button leaves the words marked.
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    this.caption.addEventListener("close", () => this.#setCaption());
  }

  /** Lead the keyboard to the buttons. */
  enter() {
    (this.buttons.find((button) => button.tabIndex === 0) ?? this.buttons[0]).focus();
  }

  /** Show what holds where the cursor stands. */
  show() {
    const editor = this.current();
    if (!editor) return;
    const isInTable = editor.isActive("table");
    for (const group of this.bar.querySelectorAll("[data-in-table]")) group.hidden = !isInTable;
    for (const button of this.buttons) {
      const { mark, block, level, does } = button.dataset;
      if (mark) button.setAttribute("aria-pressed", String(editor.isActive(mark)));
      if (block) {
        const facts = level ? { level: Number(level) } : {};
        button.setAttribute("aria-pressed", String(editor.isActive(block, facts)));
      }
      const can = editor.isEditable && (!["undo", "redo"].includes(does) || editor.can()[does]());
      button.setAttribute("aria-disabled", String(!can));
    }
    const stop = this.#reachable().find((button) => button.tabIndex === 0);
    if (!stop) this.#stopAt(this.#reachable()[0]);
  }

  #reachable() {
    return this.buttons.filter((button) => !button.closest("[hidden]"));
  }

  #stopAt(chosen) {
    for (const button of this.buttons) button.tabIndex = button === chosen ? 0 : -1;
  }

  #move(event) {
    const buttons = this.#reachable();
    const at = buttons.indexOf(event.target);
    const next = {
      ArrowRight: buttons[(at + 1) % buttons.length],
      ArrowLeft: buttons.at(at - 1),
      Home: buttons[0],
      End: buttons.at(-1),
    }[event.key];
    if (event.key === "Escape") this.current()?.commands.focus();
    if (next) {
      this.#stopAt(next);
      next.focus();
    }
    if (next || event.key === "Escape") event.preventDefault();
  }

  #press(event) {
    const button = event.target.closest("button");
    const editor = this.current();
    if (!button || !editor || button.getAttribute("aria-disabled") === "true") return;
    this.#stopAt(button);
    const { mark, block, level, does } = button.dataset;
    if (mark) editor.chain().focus().toggleMark(mark).run();
    else if (LISTS.includes(block)) editor.chain().focus().toggleList(block, "listItem").run();
    else if (block === "blockquote") editor.chain().focus().toggleWrap("blockquote").run();
    else if (block === "heading") {
      editor.chain().focus().toggleNode("heading", "paragraph", { level: Number(level) }).run();
    } else if (does in this.acts) this.acts[does]();
    else this.#do(does, editor);
  }

  #do(does, editor) {
    const chain = editor.chain().focus();
    switch (does) {
      case "undo":
      case "redo":
        chain[does]().run();
        break;
      case "deeper":
        chain.sinkListItem("listItem").run();
        break;
      case "shallower":
        chain.liftListItem("listItem").run();
        break;
      case "plain":
        chain.clearNodes().unsetAllMarks().run();
        break;
      case "rule":
        this.#insert(editor.schema.nodes.horizontalRule.create());
        break;
      case "table":
        if (!editor.isActive("table")) this.#insert(newTable(editor.schema));
        break;
      case "note":
        this.#addNote(editor);
        break;
      case "caption":
        this.#askCaption(editor);
        break;
      default:
        // The others are commands on tables, by their names in the engine.
        this.tables[does](editor.state, editor.view.dispatch);
        editor.commands.focus();
    }
  }

  /** Set a mark where the cursor is, and begin its note where the text ends. */
  #addNote(editor) {
    if (!editor.state.selection.$to.parent.isTextblock) return;
    let highest = 0;
    editor.state.doc.forEach((node) => {
      const note = NOTE.exec(node.textContent);
      if (note) highest = Math.max(highest, Number(note[1]));
    });
    const mark = `[${highest + 1}]`;
    const { schema } = editor;
    const tr = editor.state.tr.insertText(mark, editor.state.selection.to);
    const note = schema.nodes.paragraph.create(null, schema.text(`${mark} `));
    const last = tr.doc.lastChild;
    const isEmpty = last.type.name === "paragraph" && !last.childCount && tr.doc.childCount > 1;
    const end = tr.doc.content.size;
    tr.replaceWith(isEmpty ? end - last.nodeSize : end, end, note);
    tr.setSelection(this.state.TextSelection.atEnd(tr.doc));
    editor.view.dispatch(tr.scrollIntoView());
    editor.commands.focus();
  }

  #insert(node) {
    insertBlock({ editor: this.current(), engine: this.engine, node });
  }

  #table(editor) {
    const { $from } = editor.state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (node.type.name === "table") return { node, at: $from.before(depth) };
    }
    return null;
  }

  #askCaption(editor) {
    const found = this.#table(editor);
    if (!found) return;
    const input = this.caption.querySelector("input");
    input.value = found.node.attrs.caption;
    this.caption.returnValue = "";
    this.caption.showModal();
    input.select();
  }

  #setCaption() {
    const editor = this.current();
    const found = editor && this.#table(editor);
    if (found && editor.isEditable && this.caption.returnValue === "set") {
      const caption = this.caption.querySelector("input").value.trim();
      editor.view.dispatch(editor.state.tr.setNodeAttribute(found.at, "caption", caption));
    }
    editor?.commands.focus();
  }
}
