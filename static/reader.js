// The reader's comforts. Every page is whole without them; where no script runs, the stylesheet
// hides what needs one.

const all = (selector) => [...document.querySelectorAll(selector)];
const root = document.documentElement;

// What is kept stays in this browser. One that keeps nothing is no reason to stop.
const kept = (name) => {
  try {
    return JSON.parse(localStorage[name]);
  } catch {}
};
const keep = (name, value) => {
  try {
    localStorage[name] = JSON.stringify(value);
  } catch {}
};

const story = all("[data-number]")[0];

// Pictures in full: the address shows a sheet (#img-1), so Back closes it, with or without this.
{
  let shown, here;

  // The page below rests while a sheet lies on it; then what opened the sheet is at hand again.
  const follow = () => {
    const before = shown;
    shown = all(".sheet:target")[0];
    if (shown === before) return;
    for (const part of document.body.children) part.inert = shown && part !== shown;
    if (shown) return shown.focus();
    here = false;
    if (before) all(`[href="#${before.id}"]`)[0].focus({ preventScroll: true });
  };

  addEventListener("hashchange", follow);
  // A page that begins with a sheet: browsers find out what is aimed at only after this script.
  requestAnimationFrame(follow);
  addEventListener("load", follow);

  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (!shown) {
      here = link.hash.startsWith("#img-");
      return;
    }
    // One step of history for all the pictures that are looked at.
    event.preventDefault();
    if (here && !link.rel) history.back();
    else location.replace(link.hash);
  });

  const keys = { Escape: "a:not([rel])", ArrowLeft: "[rel=prev]", ArrowRight: "[rel=next]" };
  addEventListener("keydown", ({ key, altKey, metaKey }) => {
    // With another key they are the browser's own: Alt and the left arrow lead back.
    if (shown && keys[key] && !altKey && !metaKey) shown.querySelector(`p ${keys[key]}`)?.click();
  });
}

// Text size in four steps.
{
  const buttons = all("button[data-size]");
  const set = (size) => {
    root.dataset.size = size;
    for (const button of buttons) button.ariaPressed = button.dataset.size === size;
  };
  set(kept("size") ?? "m");
  for (const button of buttons)
    button.onclick = () => {
      set(button.dataset.size);
      keep("size", button.dataset.size);
    };
}

// Sharing by what the device offers, and copying.
{
  const offer = (name, act) => {
    const button = all(`[data-do=${name}]`)[0];
    if (!button) return;
    button.hidden = false;
    button.onclick = () => act({ title: document.title, url: all("[rel=canonical]")[0].href });
  };
  if (navigator.share) offer("share", (page) => navigator.share(page).catch(() => {}));
  if (navigator.clipboard)
    offer("copy", async ({ url }) => {
      const said = all("[data-copied]")[0];
      // Emptied first, so that the same words are read out a second time.
      said.textContent = "";
      const done = await navigator.clipboard.writeText(url).then(
        () => "copied",
        () => "failed",
      );
      said.textContent = said.dataset[done];
    });
}

// Saved articles: number, title, language; the newest first.
{
  const saved = () => [kept("saved")].flat().filter(Array.isArray);
  const without = (number) => saved().filter(([each]) => each !== number);

  const button = all("[data-do=save]")[0];
  if (button) {
    const number = +story.dataset.number;
    const has = () => saved().length > without(number).length;
    const show = () => (button.ariaPressed = has());
    button.onclick = () => {
      const row = [number, story.querySelector("h1").textContent, root.lang];
      keep("saved", has() ? without(number) : [row, ...without(number)].slice(0, 100));
      show();
    };
    show();
  }

  const list = all(".saved ol")[0];
  if (list) {
    const say = () => (all("[data-empty]")[0].hidden = list.children.length > 0);
    for (const [number, title, language] of saved()) {
      const row = all("template")[0].content.cloneNode(true).firstElementChild;
      const link = row.querySelector("a");
      Object.assign(link, { href: `/details/${number}.html`, textContent: title, lang: language });
      row.querySelector("button").onclick = () => {
        keep("saved", without(number));
        row.remove();
        list.focus();
        say();
      };
      list.append(row);
    }
    say();
  }
}

// A read is counted once in a tab: after five seconds before somebody's eyes, without a cookie.
if (story) {
  const { number } = story.dataset;
  const mark = `read-${number}`;
  let wait;
  const look = () => {
    clearTimeout(wait);
    if (!document.hidden && !document.prerendering) wait = setTimeout(tell, 5000);
  };
  const tell = () => {
    try {
      if (sessionStorage[mark]) return;
      sessionStorage[mark] = 1;
    } catch {}
    fetch("/read", { method: "POST", body: number, credentials: "omit" }).catch(() => {});
    document.removeEventListener("visibilitychange", look);
  };
  document.addEventListener("visibilitychange", look);
  look();
}

// Suggestions while a search is typed, in the browser's own list.
for (const field of all("[data-suggestions]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-list`;
  field.after(list);
  field.setAttribute("list", list.id);
  let pause;
  field.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const typed = field.value;
      const address = `${field.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
      try {
        const [, found] = await (await fetch(address)).json();
        // Meanwhile more may have been typed.
        if (field.value === typed) list.replaceChildren(...found.map((text) => new Option(text)));
      } catch {}
    }, 200);
  };
}
