/* What was copied from Word, WPS, WeChat and web pages, as plain structure. Words are kept; what a
   text can't hold is counted, so that it can be said. The editor's schema is the wall behind. */

const HIDDEN = /<(style|script|xml|title|template|noscript)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const COMMENT = /<!--[\s\S]*?-->|<!\[[^>]*>|<\?[^>]*>|<!doctype[^>]*>/gi;
const TAG = /<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const KEPT_ATTRIBUTES = new Set(
  "href colspan rowspan start scope class data-image data-kept data-pm-slice".split(" "),
);
const MEDIA = "iframe, video, audio, object, embed, svg, math, canvas, input, select, textarea";
const BLOCKS =
  "p, div, section, article, header, footer, main, aside, h1, h2, h3, h4, h5, h6, ul, ol, li, " +
  "blockquote, pre, figure, figcaption, table, caption, thead, tbody, tfoot, tr, td, th, hr, dl, dt, dd";
const INDENT = /^[\s\u00a0\u3000\u200b\ufeff]+/;
const LIST_MARK = /^\s*(?:\(?[0-9a-z]{1,4}[.)]|[（(]?[0-9０-９一二三四五六七八九十]{1,4}[、.．）)])/i;
const OUT_OF_TEXT = /#_(?:ftn|edn)(?:ref)?[0-9]+$/i; // Word's links between a note and its mark
const RAISED = new Map([..."0123456789+-=()n"].map((sign, at) => [sign, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"[at]]));
const LOWERED = new Map([..."0123456789+-=()"].map((sign, at) => [sign, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"[at]]));

/** Return the HTML without anything that acts, draws or fetches when it is read. */
function harmless(html) {
  const begin = html.indexOf("<!--StartFragment");
  const end = html.lastIndexOf("<!--EndFragment");
  const copied = begin >= 0 && end > begin ? html.slice(html.indexOf(">", begin) + 1, end) : html;
  return copied
    .replace(COMMENT, "")
    .replace(HIDDEN, "")
    .replace(TAG, (_, name, attributes) => {
      let facts = "";
      for (const [, key, value = ""] of attributes.matchAll(ATTRIBUTE)) {
        const attribute = key.toLowerCase();
        const quoted = /^["']/.test(value) ? value : `"${value}"`;
        // A style would be refused by the content policy, and a source fetched.
        if (KEPT_ATTRIBUTES.has(attribute)) facts += ` ${attribute}=${quoted}`;
        else if (attribute === "style") facts += ` data-style=${quoted}`;
        else if (attribute === "hidden") facts += " data-style='display:none'";
      }
      return `<${name}${facts}>`;
    });
}

const style = (element) => (element.dataset?.style ?? "").toLowerCase().replace(/\s/g, "");

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function renamed(element, name) {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

/** Put what an element holds into one more within it. */
function filled(element, name) {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.append(made);
}

/** Turn the look of words into what they are: bold, italic, raised digits. */
function readLooks(body) {
  for (const element of body.querySelectorAll("b, strong")) {
    if (/(?:^|;)font-weight:(?:normal|400)/.test(style(element))) unwrap(element);
  }
  for (const element of body.querySelectorAll("span, font")) {
    const look = style(element);
    // A whole paragraph in bold is how a page shows a heading; it stays bold.
    if (/(?:^|;)font-weight:(?:bold|[6-9]00)/.test(look)) filled(element, "b");
    if (/(?:^|;)font-style:italic/.test(look)) filled(element, "i");
  }
  for (const [name, signs] of [
    ["sup", RAISED],
    ["sub", LOWERED],
  ]) {
    for (const element of body.querySelectorAll(name)) {
      const text = element.textContent.trim();
      const isFormula = text && [...text].every((sign) => signs.has(sign));
      if (isFormula) element.replaceWith([...text].map((sign) => signs.get(sign)).join(""));
      else unwrap(element);
    }
  }
}

/** Make lists of the paragraphs that Word and WPS print with a sign and an indent. */
function readLists(body) {
  const lists = []; // those that are open, by depth
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const [, depth] = /mso-list:l\d+level(\d)lfo\d+/.exec(style(paragraph)) ?? [];
    const sign = [...paragraph.querySelectorAll("span")].find((each) =>
      /mso-list:ignore/.test(style(each)),
    );
    if (!depth || !sign || /^H/.test(paragraph.tagName)) {
      sign?.remove();
      lists.length = 0;
      continue;
    }
    const isOrdered = LIST_MARK.test(sign.textContent);
    const first = Number.parseInt(sign.textContent.replace(/^\D+/, ""), 10) || 1;
    sign.remove();
    const isNext = lists.length && lists[0].nextSibling && nextBlock(lists[0]) === paragraph;
    if (!isNext) lists.length = 0;
    const name = isOrdered ? "ol" : "ul";
    lists.length = Math.min(lists.length, Number(depth));
    if (lists[depth - 1] && lists[depth - 1].localName !== name) lists.length = Number(depth) - 1;
    while (lists.length < depth) {
      const list = body.ownerDocument.createElement(name);
      if (isOrdered && first > 1) list.setAttribute("start", first);
      const above = lists.at(-1)?.lastElementChild;
      if (above) above.append(list);
      else paragraph.before(list);
      lists.push(list);
    }
    lists[depth - 1].append(renamed(paragraph, "li"));
  }
}

function nextBlock(list) {
  let next = list.nextSibling;
  while (next && next.nodeType === Node.TEXT_NODE && !next.data.trim()) next = next.nextSibling;
  return next;
}

/** Take out what is no text, and count it. */
function setAside(body) {
  const left = {};
  const drop = (name, elements) => {
    for (const element of elements) {
      if (!body.contains(element)) continue;
      left[name] = (left[name] ?? 0) + 1;
      element.remove();
    }
  };
  const all = [...body.querySelectorAll("*")];
  drop("comments", all.filter((each) => /mso-element:comment(?:$|;)/.test(style(each))));
  for (const each of all) {
    if (/mso-element:comment-list|mso-comment-reference/.test(style(each))) each.remove();
    if (/^mso(?:comment|commentreference|commentanchor)/i.test(each.className)) each.remove();
  }
  for (const each of all) {
    // The line above Word's notes; here they close the text.
    if (!/mso-element:(?:footnote|endnote)-list/.test(style(each))) continue;
    for (const line of each.querySelectorAll(":scope > hr, :scope > br")) line.remove();
  }
  drop("deleted", body.querySelectorAll("del, s.msodel, span.msoDel"));
  drop(
    "hidden",
    all.filter((each) => {
      const look = style(each);
      return /display:none|mso-hide:all|visibility:hidden/.test(look) && each.textContent.trim();
    }),
  );
  drop("pictures", body.querySelectorAll("img, picture"));
  drop("media", body.querySelectorAll(MEDIA));
  return left;
}

function readLinks(body, isSafeLink) {
  let unsafe = 0;
  for (const link of body.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href");
    if (OUT_OF_TEXT.test(address)) {
      const mark = link.textContent.trim();
      link.replaceWith(/^[0-9]+$/.test(mark) ? `[${mark}]` : mark);
    } else if (!/^[a-z]+:/i.test(address.trim()) || !isSafeLink(address.trim())) {
      // A path without its site would lead to a page of ours.
      if (!address.startsWith("#")) unsafe += 1;
      unwrap(link);
    }
  }
  return unsafe;
}

/** Take the indents, empty lines and doubled spaces that only arranged the page. */
function closeUp(body) {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("pre")) continue;
    text.data = text.data.replace(/[\u200b\ufeff\u00ad]/g, "").replace(/[ \t\n\r\u00a0]{2,}/g, " ");
  }
  for (const block of body.querySelectorAll(BLOCKS)) {
    if (block.closest("pre") || block.querySelector(BLOCKS)) continue;
    for (let first = block.firstChild; first; first = block.firstChild) {
      let inner = first;
      while (inner.firstChild) inner = inner.firstChild;
      if (inner.nodeType === Node.TEXT_NODE) {
        inner.data = inner.data.replace(INDENT, "");
        if (inner.data) break;
      }
      if (first.textContent || (first.localName !== "br" && first.nodeType !== Node.TEXT_NODE)) break;
      first.remove();
    }
  }
  for (const block of body.querySelectorAll("p, div, section, h1, h2, h3, h4, h5, h6, li, blockquote")) {
    const isEmpty = !block.textContent.replace(INDENT, "") && !block.querySelector("hr, [data-image]");
    if (isEmpty && !block.closest("[data-kept]")) block.remove();
  }
  for (const holder of body.querySelectorAll("li, td, th")) {
    // A paragraph alone in an item or a cell is how other editors write its words.
    const [only, ...others] = holder.children;
    if (!others.length && /^(?:p|div|section)$/.test(only?.localName ?? "")) unwrap(only);
  }
}

/** Return pasted HTML as plain structure, and how much of each kind was left out. */
export function tidied(html, isSafeLink) {
  const safe = harmless(html);
  if (/\sdata-pm-slice=/.test(safe)) return { html: safe, left: {} }; // from an editor like this
  const { body } = new DOMParser().parseFromString(safe, "text/html");
  const left = setAside(body);
  left.links = readLinks(body, isSafeLink);
  readLists(body);
  readLooks(body);
  closeUp(body);
  return { html: body.innerHTML, left };
}
