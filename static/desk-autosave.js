/* Sends what an article's form holds to the desk every few seconds while somebody writes.
   Never a revision. What the desk did not get stays in this window, and comes back into the form
   when its page is opened here again, by the same person. Without this file the form is a form. */

const EVERY = 5000; // milliseconds between the first unsent keystroke and sending
const SIGNED_OUT = [401, 403, 404];

const place = document.getElementById("desk-open");
const form = document.getElementById("desk-form");
const kept = `desk:${place.dataset.person}:${place.dataset.autosave}`;
const stored = form.elements.namedItem("stored");

let timer;
let sending = null; // what stops the request that is under way
let unsent = false;
let over = false; // the form was sent, or its tab lost the lock

/** Show one sentence of those about storing, or none. */
function tell(state) {
  for (const line of place.querySelectorAll("[data-state]")) {
    line.hidden = line.dataset.state !== state;
  }
}

/** Return the names and texts of the form's own fields. */
function words() {
  const left = new Set(["csrfmiddlewaretoken", "stored"]);
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !left.has(name)));
}

/** Remember the words in this window, until the desk has them. */
function remember(facts = {}) {
  try {
    sessionStorage.setItem(kept, JSON.stringify({ ...facts, words: words() }));
  } catch {
    // No room, or not allowed here: then the desk's copy is the only one.
  }
}

function forget() {
  sessionStorage.removeItem(kept);
}

/** Send the words to the desk. */
async function store({ lost = false, leaving = false } = {}) {
  clearTimeout(timer);
  timer = undefined;
  unsent = false;
  remember();
  const body = new FormData(form);
  if (lost) body.set("lost", "yes");
  const stop = new AbortController();
  sending?.abort();
  sending = stop;
  try {
    const response = await fetch(place.dataset.autosave, {
      method: "POST",
      body,
      keepalive: leaving,
      redirect: "error",
      signal: stop.signal,
    });
    if (!response.ok) throw response.status;
    const answer = await response.json();
    stored.value = answer.stored ?? "";
    if (!unsent) forget();
    if (!lost) {
      place.querySelector("[data-at]").textContent = answer.at;
      tell("stored");
      document.dispatchEvent(new CustomEvent("desk-stored", { detail: answer }));
    }
  } catch (problem) {
    if (stop.signal.aborted || leaving) return;
    tell(SIGNED_OUT.includes(problem) ? "signed-out" : "offline");
    wait();
  } finally {
    if (sending === stop) sending = null;
  }
}

function wait() {
  if (!over) timer ??= setTimeout(store, EVERY);
}

/** Put back what this window had and the desk did not get. */
function bringBack() {
  let found;
  try {
    found = JSON.parse(sessionStorage.getItem(kept) ?? "null");
  } catch {
    found = null;
  }
  forget();
  // A page that says what became of the form has its words, or newer ones that he must see.
  const isAnswered = document.querySelector(".messagelist .success, .errornote") !== null;
  if (!found || (found.sent && isAnswered)) return;
  const differing = Object.entries(found.words)
    .map(([name, text]) => [form.elements.namedItem(name), text])
    .filter(([field, text]) => field && "value" in field && field.value !== text);
  if (differing.every(([field]) => field.type === "hidden")) return;
  // The base too: those words were written on it.
  for (const [field, text] of differing) field.value = text;
  tell("in-window");
  unsent = true;
  remember();
  wait();
}

/** Whether the form holds anything that its page did not bring. */
function isWritten() {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement)
      return [...field.options].some((option) => option.selected !== option.defaultSelected);
    if (field.type === "checkbox" || field.type === "radio")
      return field.checked !== field.defaultChecked;
    return field.defaultValue !== undefined && field.value !== field.defaultValue;
  });
}

form.addEventListener("input", () => {
  if (over) return;
  unsent = true;
  wait();
});

form.addEventListener("submit", () => {
  // A late answer must not bring back what the button saves.
  over = true;
  clearTimeout(timer);
  sending?.abort();
  // A button alone sends no words: the answer may be a page without a form, which can't forget.
  if (isWritten()) remember({ sent: true });
  else forget();
});

form.addEventListener("desk:lost", () => {
  over = true;
  clearTimeout(timer);
  if (isWritten()) store({ lost: true });
});

addEventListener("pagehide", () => {
  if (unsent && !over) store({ leaving: true });
});

addEventListener("pageshow", (event) => {
  // Back to a page that was sent: it can be written in again, on its old base.
  if (event.persisted && !form.hasAttribute("data-lost")) over = false;
});

bringBack();
