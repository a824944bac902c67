/* What the text editor's document may hold: the elements of articles/text/policy.py, and how they
   are typed. There are no input rules: nothing becomes a heading or a list by itself. */

const BLOCK = /^(?:P|H[1-6]|UL|OL|BLOCKQUOTE|PRE|FIGURE|TABLE|HR|DIV|SECTION)$/;

/** Say whether the words of an element stand in it without a paragraph. */
function isTight(element) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE && child.data.trim()) return true;
    if (child.nodeType === Node.ELEMENT_NODE) return !BLOCK.test(child.tagName);
  }
  return true;
}

const span = (element, name) => Math.max(1, Number.parseInt(element.getAttribute(name), 10) || 1);

/** Return the extensions of our editor. `views` draws pictures and what is kept as it is; `keys`
    are those beside the usual ones. */
export function extensions(engine, { isSafeLink, views, keys }) {
  const { Extension, Mark, Node: Block, pm } = engine;

  const mark = (...tags) =>
    Mark.create({
      name: tags[0],
      parseHTML: () => tags.map((tag) => ({ tag })),
      renderHTML: () => [tags[0], 0],
    });

  const link = Mark.create({
    name: "link",
    priority: 1000, // outermost
    inclusive: false,
    addAttributes: () => ({ href: { default: "" } }),
    parseHTML: () => [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = element.getAttribute("href").trim();
          return isSafeLink(href) ? { href } : false;
        },
      },
    ],
    renderHTML: ({ mark: { attrs } }) => ["a", { href: attrs.href, rel: "noopener noreferrer" }, 0],
  });

  const tight = (isDefault) => ({
    isTight: { default: isDefault, parseHTML: isTight, rendered: false },
  });

  const heading = Block.create({
    name: "heading",
    group: "block",
    content: "inline*",
    defining: true,
    addAttributes: () => ({ level: { default: 2, rendered: false } }),
    parseHTML: () =>
      [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        attrs: { level: Math.min(4, Math.max(2, level)) },
      })),
    renderHTML: ({ node }) => [`h${node.attrs.level}`, 0],
  });

  const blockquote = Block.create({
    name: "blockquote",
    group: "block",
    content: "block+",
    defining: true,
    addAttributes: () => tight(false),
    parseHTML: () => [{ tag: "blockquote" }],
    renderHTML: () => ["blockquote", 0],
  });

  const preformatted = Block.create({
    name: "preformatted",
    group: "block",
    content: "text*",
    code: true,
    defining: true,
    parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
    renderHTML: () => ["pre", 0],
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.isActive("preformatted") && this.editor.commands.newlineInCode(),
        "Mod-Enter": () => this.editor.isActive("preformatted") && this.editor.commands.exitCode(),
      };
    },
  });

  const list = (name, tag, attributes = {}) =>
    Block.create({
      name,
      group: "block list",
      content: "listItem+",
      addAttributes: () => attributes,
      parseHTML: () => [{ tag }],
      renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    });

  const listItem = Block.create({
    name: "listItem",
    content: "paragraph block*",
    defining: true,
    addAttributes: () => tight(true),
    parseHTML: () => [{ tag: "li" }],
    renderHTML: () => ["li", 0],
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem("listItem") };
    },
  });

  const horizontalRule = Block.create({
    name: "horizontalRule",
    group: "block",
    parseHTML: () => [{ tag: "hr" }],
    renderHTML: () => ["hr"],
  });

  const hardBreak = Block.create({
    name: "hardBreak",
    group: "inline",
    inline: true,
    selectable: false,
    parseHTML: () => [{ tag: "br" }],
    renderHTML: () => ["br"],
    renderText: () => "\n",
    addKeyboardShortcuts() {
      return {
        "Shift-Enter": () => this.editor.commands.insertContent({ type: this.name }),
      };
    },
  });

  const table = Block.create({
    name: "table",
    group: "block",
    content: "tableRow+",
    tableRole: "table",
    isolating: true,
    addAttributes: () => ({
      caption: {
        default: "",
        parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() ?? "",
        rendered: false,
      },
    }),
    // The caption is an attribute: its own rule keeps its words from becoming a paragraph.
    parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
    renderHTML: ({ node }) => [
      "table",
      ...(node.attrs.caption ? [["caption", { contenteditable: "false" }, node.attrs.caption]] : []),
      ["tbody", 0],
    ],
    addProseMirrorPlugins: () => [pm.tables.tableEditing()],
    extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
  });

  const tableRow = Block.create({
    name: "tableRow",
    content: "(tableCell | tableHeader)*",
    tableRole: "row",
    addAttributes: () => ({
      part: {
        default: "tbody",
        parseHTML: (element) => element.parentElement?.localName ?? "tbody",
        rendered: false,
      },
    }),
    parseHTML: () => [{ tag: "tr" }],
    renderHTML: () => ["tr", 0],
  });

  const cell = (name, tag, tableRole) =>
    Block.create({
      name,
      content: "block+",
      tableRole,
      isolating: true,
      addAttributes: () => ({
        ...tight(true),
        colspan: { default: 1, parseHTML: (element) => span(element, "colspan") },
        rowspan: { default: 1, parseHTML: (element) => span(element, "rowspan") },
        colwidth: { default: null, parseHTML: () => null, rendered: false },
        scope: {
          default: null,
          parseHTML: (element) => element.getAttribute("scope"),
        },
      }),
      parseHTML: () => [{ tag }],
      renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    });

  const figure = Block.create({
    name: "figure",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({
      image: { default: 0, rendered: false },
      words: { default: "", rendered: false },
    }),
    parseHTML: () => [
      {
        tag: "figure[data-image]",
        getAttrs: (element) => {
          const image = element.getAttribute("data-image");
          const words = element.querySelector("figcaption")?.textContent.trim() ?? "";
          return /^[1-9][0-9]{0,8}$/.test(image) ? { image: Number(image), words } : false;
        },
      },
    ],
    renderHTML: ({ node: { attrs } }) => [
      "figure",
      { "data-image": attrs.image },
      ...(attrs.words ? [["figcaption", attrs.words]] : []),
    ],
    addNodeView: () => views.figure,
  });

  const kept = Block.create({
    name: "kept",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ source: { default: "", rendered: false } }),
    parseHTML: () => [
      {
        tag: "div[data-kept]",
        getAttrs: (element) => ({ source: element.getAttribute("data-kept") }),
      },
    ],
    renderHTML: ({ node }) => ["div", { "data-kept": node.attrs.source }],
    addNodeView: () => views.kept,
  });

  const shortcuts = Extension.create({
    name: "shortcuts",
    addKeyboardShortcuts() {
      const toggled = (name) => () => this.editor.commands.toggleMark(name);
      const pressed = Object.entries(keys).map(([key, act]) => [key, () => act() ?? true]);
      return { "Mod-b": toggled("strong"), "Mod-i": toggled("em"), ...Object.fromEntries(pressed) };
    },
  });

  return [
    engine.Document,
    engine.Text,
    Block.create({
      name: "paragraph",
      priority: 1000, // what a new line is
      group: "block",
      content: "inline*",
      parseHTML: () => [{ tag: "p" }],
      renderHTML: () => ["p", 0],
    }),
    heading,
    blockquote,
    preformatted,
    list("bulletList", "ul"),
    list("orderedList", "ol", {
      start: { default: 1, parseHTML: (element) => span(element, "start") },
    }),
    listItem,
    horizontalRule,
    hardBreak,
    table,
    tableRow,
    cell("tableCell", "td", "cell"),
    cell("tableHeader", "th", "header_cell"),
    figure,
    kept,
    link,
    mark("strong", "b"),
    mark("em", "i"),
    mark("code"),
    engine.History,
    engine.Gapcursor,
    engine.Dropcursor,
    shortcuts,
  ];
}
