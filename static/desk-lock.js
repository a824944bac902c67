/* Says who is writing in an article, by a heartbeat. It warns and never blocks: what two people
   wrote is merged. A tab that lost the lock becomes read-only, for good. */

// Milliseconds without a touch after which the heartbeat rests, and the session may end of itself.
const RESTING = 5 * 60 * 1000;

const place = document.getElementById("desk-open");
const form = document.getElementById("desk-form");
const take = place.querySelector("[data-take]");
const refused = place.querySelector("[data-refused]");
const random = crypto.getRandomValues(new Uint8Array(16));
const tab = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let held = false;
let lost = false;
let touched = performance.now();
let typed; // when a key was last pressed here, in milliseconds of this page

/** Show who has the lock. */
function tell({ hold, name }) {
  for (const line of place.querySelectorAll("[data-hold]")) {
    line.hidden = line.dataset.hold !== hold;
    const who = line.querySelector("[data-name]");
    if (who) who.textContent = name;
  }
  take.hidden = hold !== "other";
  place.querySelector("[data-said-by-server]")?.remove();
}

/** Close every field, so that what is read can still be copied. */
function close() {
  lost = true;
  held = false;
  form.setAttribute("data-lost", "");
  for (const field of form.elements) {
    if ("readOnly" in field) field.readOnly = true;
    if (field instanceof HTMLSelectElement) {
      field.setAttribute("aria-readonly", "true");
      for (const event of ["mousedown", "keydown"]) {
        field.addEventListener(event, (each) => each.key !== "Tab" && each.preventDefault());
      }
    }
  }
  form.dispatchEvent(new Event("desk:lost"));
}

/** Ask the desk, with what there is to say. */
async function ask(facts, options = {}) {
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, tab, ...facts });
  return fetch(place.dataset.lock, { method: "POST", body, redirect: "error", ...options });
}

async function beat() {
  if (lost) return;
  const facts = {};
  if (typed !== undefined) facts.idle = Math.round((performance.now() - typed) / 1000);
  if (held) facts.held = "yes";
  try {
    const response = await ask(facts);
    if (!response.ok || lost) return;
    const answer = await response.json();
    if (answer.hold === "lost") close();
    held = answer.hold === "mine";
    tell(answer);
  } catch {
    // Not reachable: storing the words says so.
  }
}

take.addEventListener("click", async () => {
  const response = await ask({ take: "yes" });
  const answer = await response.json();
  refused.textContent = answer.reason ?? "";
  refused.hidden = response.ok;
  if (!response.ok) return;
  typed ??= performance.now();
  held = true;
  tell(answer);
});

form.addEventListener("input", () => {
  const isFirst = typed === undefined;
  typed = performance.now();
  if (isFirst) beat();
});

addEventListener("pagehide", () => {
  if (held) ask({ release: "yes" }, { keepalive: true });
});

addEventListener("pageshow", (event) => {
  // Given back when the page was left; whoever took it meanwhile has it.
  if (event.persisted) beat();
});

function touch() {
  const rested = performance.now() - touched > RESTING;
  touched = performance.now();
  if (rested) beat();
}

if (place.dataset.lock) {
  for (const event of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(event, touch, { capture: true, passive: true });
  }
  setInterval(() => {
    if (performance.now() - touched <= RESTING) beat();
  }, 1000 * Number(place.dataset.heartbeat));
  beat();
}
