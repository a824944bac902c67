/* A body's HTML as the document of an editor, and back. What the editor's elements can't say
   exactly becomes a block that is kept as it is; what nobody touched is written as it was read. */

const OUTER = new Set("p h2 h3 h4 ul ol blockquote pre figure table hr".split(" "));
const INNER = new Set(
  "li caption thead tbody tfoot tr td th figcaption a strong em code br".split(" "),
);
const VOID = new Set(["br", "hr"]);
const LINE = new Set(["a", "strong", "em", "code", "br"]);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>/g;
const REL = "noopener noreferrer"; // what cleaning gives every link

// Those of articles/text/links.py, which has the last word.
const SAFE_LINK =
  /^(?:https?:\/\/[^\x00-\x20\x7f-\x9f/\\?#@]+(?:[/?#][^\x00-\x1f\x7f-\x9f\\]*)?|mailto:[^\x00-\x20\x7f-\x9f\\/@]+@[^\x00-\x20\x7f-\x9f\\/@]+|\/(?!\/)[^\x00-\x1f\x7f-\x9f\\]*|#[^\x00-\x20\x7f-\x9f\\]+)$/i;
const LONGEST_LINK = 2000;

/** Say whether a link may have this address. */
export function isSafeLink(address) {
  return address.length <= LONGEST_LINK && SAFE_LINK.test(address);
}

/** Return the outermost blocks of clean HTML; null for what is not clean HTML in blocks. */
export function blocksOf(html) {
  const blocks = [];
  let depth = 0;
  let from = 0; // where the block begins, or what stands before it
  if (html.replace(TAG, "").includes("<")) return null;
  for (const { 0: tag, 1: end, 2: name, index } of html.matchAll(TAG)) {
    if (!OUTER.has(name) && !INNER.has(name)) return null;
    if (!depth) {
      if (end || !OUTER.has(name) || html.slice(from, index).trim()) return null;
      from = index;
    }
    if (!VOID.has(name)) depth += end ? -1 : 1;
    if (!depth) {
      blocks.push(html.slice(from, index + tag.length));
      from = index + tag.length;
    }
  }
  return depth || html.slice(from).trim() ? null : blocks;
}

/** Return what HTML says, so that two ways of writing the same are equal. */
function meaning(root) {
  const said = [];
  let isAtEdge = true; // directly after a block's tag, spaces are none
  const say = (tag) => {
    const last = said.at(-1);
    if (Array.isArray(last) && !last[2]) {
      last[0] = last[0].trimEnd();
      if (!last[0]) said.pop();
    }
    said.push(tag);
    isAtEdge = true;
  };
  const visit = (node, marks, isFixed) => {
    if (node.nodeType === Node.TEXT_NODE) {
      let text = isFixed ? node.data : node.data.replace(/[\t\n\f\r]/g, " ");
      if (isAtEdge && !isFixed) text = text.trimStart();
      if (!text) return;
      isAtEdge = false;
      const last = said.at(-1);
      const key = [...marks].sort().join(" ");
      if (Array.isArray(last) && last[1] === key) last[0] += text;
      else said.push([text, key, isFixed]);
      return;
    }
    const name = node.localName;
    const facts = [...node.attributes]
      .filter((each) => each.name !== "rel" && !(each.value === "1" && /span$|^start$/.test(each.name)))
      .map((each) => ` ${each.name}=${each.value}`)
      .sort()
      .join("");
    if (name === "br") {
      said.push("br");
    } else if (LINE.has(name)) {
      for (const child of node.childNodes) visit(child, new Set(marks).add(name + facts), isFixed);
    } else {
      say(`<${name}${facts}>`);
      for (const child of node.childNodes) visit(child, marks, isFixed || name === "pre");
      say(`</${name}>`);
    }
  };
  for (const child of root.childNodes) visit(child, new Set(), false);
  return JSON.stringify(said);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

const escaped = (text) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\u00a0", "&nbsp;");
const quoted = (text) => escaped(text).replaceAll('"', "&quot;");

function startTag(mark) {
  if (mark.type.name !== "link") return `<${mark.type.name}>`;
  return `<a href="${quoted(mark.attrs.href)}" rel="${REL}">`;
}

const endTag = (mark) => (mark.type.name === "link" ? "</a>" : `</${mark.type.name}>`);

/** Return the words of a block with their marks. */
function line(block) {
  let html = "";
  let open = [];
  const close = (keep) => {
    while (open.length > keep) html += endTag(open.pop());
  };
  block.forEach((node) => {
    let same = 0;
    while (same < open.length && node.marks[same]?.eq(open[same])) same += 1;
    close(same);
    for (const mark of node.marks.slice(same)) {
      html += startTag(mark);
      open.push(mark);
    }
    html += node.isText ? escaped(node.text) : "<br>";
  });
  close(0);
  return html;
}

function children(node) {
  let html = "";
  node.forEach((child) => (html += htmlOf(child)));
  return html;
}

/** Return what an item, a cell or a quote holds; words alone in it need no paragraph. */
function held(node) {
  let paragraphs = 0;
  node.forEach((child) => (paragraphs += child.type.name === "paragraph"));
  const first = node.firstChild;
  if (!node.attrs.isTight || paragraphs !== 1 || first.type.name !== "paragraph") {
    return children(node);
  }
  return line(first) + children(node.copy(node.content.cut(first.nodeSize)));
}

function table(node) {
  const rows = [];
  node.forEach((row) => rows.push(row));
  const isHead = (row) => row?.attrs.part === "thead";
  const isFoot = (row) => row?.attrs.part === "tfoot";
  let head = 0;
  while (isHead(rows[head])) head += 1;
  let foot = rows.length;
  while (foot > head && isFoot(rows[foot - 1])) foot -= 1;
  const part = (name, its) =>
    its.length ? `<${name}>${its.map((row) => `<tr>${children(row)}</tr>`).join("")}</${name}>` : "";
  const caption = node.attrs.caption ? `<caption>${escaped(node.attrs.caption)}</caption>` : "";
  return (
    `<table>${caption}${part("thead", rows.slice(0, head))}` +
    `${part("tbody", rows.slice(head, foot))}${part("tfoot", rows.slice(foot))}</table>`
  );
}

function cell(name, node) {
  const { colspan, rowspan, scope } = node.attrs;
  const facts =
    (colspan > 1 ? ` colspan="${colspan}"` : "") +
    (rowspan > 1 ? ` rowspan="${rowspan}"` : "") +
    (scope ? ` scope="${scope}"` : "");
  return `<${name}${facts}>${held(node)}</${name}>`;
}

/** Return the HTML of a block. */
export function htmlOf(node) {
  const { attrs } = node;
  switch (node.type.name) {
    case "paragraph":
      return `<p>${line(node)}</p>`;
    case "heading":
      return `<h${attrs.level}>${line(node)}</h${attrs.level}>`;
    case "preformatted":
      return `<pre>${line(node)}</pre>`;
    case "bulletList":
      return `<ul>${children(node)}</ul>`;
    case "orderedList":
      return `<ol${attrs.start === 1 ? "" : ` start="${attrs.start}"`}>${children(node)}</ol>`;
    case "listItem":
      return `<li>${held(node)}</li>`;
    case "blockquote":
      return `<blockquote>${held(node)}</blockquote>`;
    case "table":
      return table(node);
    case "tableCell":
      return cell("td", node);
    case "tableHeader":
      return cell("th", node);
    case "figure":
      return (
        `<figure data-image="${attrs.image}">` +
        `${attrs.words ? `<figcaption>${escaped(attrs.words)}</figcaption>` : ""}</figure>`
      );
    case "kept":
      return attrs.source;
    default:
      return "<hr>";
  }
}

/** Reads a body into an editor's document, and writes it again. */
export class Body {
  constructor(engine, schema) {
    this.schema = schema;
    this.parser = engine.pm.model.DOMParser.fromSchema(schema);
    this.fixes = (doc) =>
      engine.pm.tables.fixTables(engine.pm.state.EditorState.create({ doc, schema }));
    this.asRead = new Map(); // how we would write a block → how it was written
    this.written = new WeakMap();
  }

  /** Return the document of clean HTML as JSON; null for what is not clean HTML in blocks. */
  read(html) {
    const blocks = blocksOf(html);
    if (blocks === null) return null;
    this.asRead.clear();
    const content = blocks.map((block) => this.#node(block).toJSON());
    return { type: "doc", content: content.length ? content : [{ type: "paragraph" }] };
  }

  /** Return a document as HTML: its blocks with an empty line between, as the form has them. */
  write(doc) {
    const blocks = [];
    doc.forEach((node) => {
      if (node.type.name === "paragraph" && !node.childCount) return;
      let html = this.written.get(node);
      if (html === undefined) this.written.set(node, (html = htmlOf(node)));
      blocks.push(this.asRead.get(html) ?? html);
    });
    return blocks.join("\n\n");
  }

  #node(block) {
    const source = parsed(block);
    const doc = this.parser.parse(source, { preserveWhitespace: true });
    const node = doc.childCount === 1 ? doc.firstChild : null;
    const html = node && htmlOf(node);
    if (html && meaning(parsed(html)) === meaning(source) && !this.fixes(doc)) {
      if (html !== block) this.asRead.set(html, block);
      return node;
    }
    return this.schema.nodes.kept.create({ source: block });
  }
}
