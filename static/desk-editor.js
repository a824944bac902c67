/* The text editor over the body's field. The field stays what is sent, stored and checked: the
   editor writes into it and says so by `input`. Without this file it is a field for HTML. */

const field = document.getElementById("id_body");
const place = document.getElementById("desk-editor");
const { form } = field;
const tools = place.querySelector("[role='toolbar']");
const sheet = place.querySelector("[data-sheet]");
const STORED = "desk:editor";

/** Show one of the sentences about the editor, or none. */
function tell(state, words = "") {
  for (const each of place.querySelectorAll("[data-tells]")) {
    each.hidden = each.dataset.tells !== state;
    const gap = each.querySelector("[data-words]");
    if (gap) gap.textContent = words;
  }
}

/** Return what is wanted in this browser: "text" or "html". */
function wanted() {
  try {
    return localStorage.getItem(STORED) ?? "text";
  } catch {
    return "text";
  }
}

function want(mode) {
  try {
    localStorage.setItem(STORED, mode);
  } catch {
    // It holds until the page is left.
  }
}

/** Ask the desk about the form's words; an object with `reason`, if anything, where it refuses. */
async function ask(what, facts) {
  const sent = new FormData();
  sent.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  for (const [name, value] of Object.entries(facts)) sent.set(name, value);
  try {
    const response = await fetch(place.dataset[what], {
      method: "POST",
      body: sent,
      redirect: "error",
    });
    return { ok: response.ok, ...(await response.json()) };
  } catch {
    return { ok: false };
  }
}

/** Stop what the desk would refuse unread: a request that is too large. */
form.addEventListener(
  "submit",
  (event) => {
    const bytes = new TextEncoder().encode(field.value).length;
    const most = Number(field.dataset.mostBytes);
    if (bytes <= most) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("long", `${bytes.toLocaleString()} / ${most.toLocaleString()}`);
    place.hidden = false;
    place.scrollIntoView();
  },
  { capture: true },
);

const load = (name) => import(new URL(place.dataset[name], document.baseURI));

async function start() {
  const [engine, text, schema, toolbar, figures, links, paste, lift] = await Promise.all(
    ["engine", "text", "schema", "tools", "figures", "links", "paste", "liftModule"].map(load),
  );
  let editor = null;
  let body = null;
  let isWriting = false; // the editor is putting its words into the field
  let opening = 0;

  const pictures = new figures.Pictures({
    form,
    ask,
    current: () => editor,
    insert: (node) => toolbar.insertBlock({ editor, engine, node }),
  });
  const link = new links.Link({ ask, isSafeLink: text.isSafeLink, current: () => editor });
  const bar = new toolbar.Tools({
    bar: tools,
    engine,
    current: () => editor,
    acts: { link: () => link.open(), figure: () => pictures.choose() },
  });
  const offers = new lift.Offers({ form, ask });

  const extensions = schema.extensions(engine, {
    isSafeLink: text.isSafeLink,
    views: { figure: pictures.view, kept: keptView },
    keys: { "Mod-k": () => link.open(), "Alt-F10": () => bar.enter() },
  });

  /** Show a block of HTML that the editor leaves as it is. */
  function keptView({ node }) {
    const dom = place.querySelector("[data-kept-view]").content.firstElementChild.cloneNode(true);
    dom.querySelector("pre").textContent = node.attrs.source;
    dom.dataset.kept = node.attrs.source;
    return { dom };
  }

  /** Put what the editor holds into the field. */
  function writeBack() {
    const html = body.write(editor.state.doc);
    pictures.follow(editor.state.doc);
    if (html === field.value) return;
    isWriting = true;
    field.value = html;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    isWriting = false;
  }

  function show(isText) {
    sheet.hidden = !isText;
    tools.hidden = !isText || field.readOnly;
    field.hidden = isText;
    place.toggleAttribute("data-open", isText);
    for (const each of place.querySelectorAll("[data-way]")) {
      each.hidden = (each.dataset.way === "text") === isText;
    }
  }

  function close() {
    editor?.destroy();
    editor = null;
    show(false);
  }

  /** Return the field's HTML as a document; null, and why is told, where there is none. */
  async function documentOf(reader) {
    const read = reader.read(field.value);
    if (read) return read;
    const { ok, body: clean, reason } = await ask("clean", { body: field.value });
    if (ok) return reader.read(clean);
    tell(reason ? "refused" : "offline", reason);
    return null;
  }

  /** Show the field as a page to write on; it stays a field where that can't be. */
  async function open() {
    const turn = (opening += 1);
    const schemaOfIt = engine.getSchema(extensions);
    const reader = new text.Body(engine, schemaOfIt);
    const content = await documentOf(reader);
    if (turn !== opening) return; // asked again meanwhile
    close();
    if (!content) return;
    body = reader;
    editor = new engine.Editor({
      element: sheet,
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      extensions,
      content,
      editable: !field.readOnly,
      editorProps: {
        attributes: {
          id: "desk-sheet",
          role: "textbox",
          "aria-multiline": "true",
          "aria-labelledby": "desk-editor-label",
          "aria-describedby": "desk-editor-help",
          "aria-readonly": String(field.readOnly),
          lang: field.lang,
          class: "desk-sheet",
        },
        transformPastedHTML: (html) => {
          const { html: tidied, left } = paste.tidied(html, text.isSafeLink);
          for (const each of place.querySelectorAll("[data-left]")) {
            each.hidden = !left[each.dataset.left];
            each.querySelector("[data-words]").textContent = left[each.dataset.left] ?? "";
          }
          return tidied;
        },
      },
      onTransaction: () => editor && bar.show(),
      onUpdate: writeBack,
    });
    editor.view.dom.addEventListener("paste", () => setTimeout(() => offers.look()));
    pictures.begin(editor.state.doc);
    bar.show();
    const isWrittenIn = document.activeElement === field;
    show(true);
    if (isWrittenIn) editor.commands.focus("end");
    const kept = sheet.querySelectorAll("[data-kept]").length;
    tell(kept ? "kept" : "", kept);
  }

  for (const each of place.querySelectorAll("[data-way]")) {
    each.addEventListener("click", async () => {
      const mode = each.dataset.way;
      want(mode);
      if (mode === "html") {
        close();
        tell("");
        field.focus();
      } else {
        await open();
        editor?.commands.focus("start");
      }
    });
  }

  form.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => {
    editor?.commands.focus();
  });

  // Whoever else puts words into the field, such as a one-click fix.
  field.addEventListener("input", () => {
    if (!isWriting && editor) open();
  });

  form.addEventListener("desk:lost", () => {
    editor?.setEditable(false, false);
    editor?.view.dom.setAttribute("aria-readonly", "true");
    bar.show();
  });

  place.hidden = false;
  offers.begin();
  show(false);
  if (wanted() === "text") await open();
}

start();
