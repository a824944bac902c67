/* Shows beside the fields what the checks say of words that are not saved yet, each time that the
   desk has stored them. Without this file the page shows what they say after saving. */

document.addEventListener("desk-stored", ({ detail }) => {
  for (const list of document.querySelectorAll("[data-beside]")) {
    const sentences = detail.findings?.[list.dataset.beside];
    const shown = [...list.children].map((item) => item.textContent.trim());
    if (!sentences || JSON.stringify(sentences) === JSON.stringify(shown)) continue;
    list.replaceChildren(
      ...sentences.map((sentence) => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
      }),
    );
    list.hidden = sentences.length === 0;
  }
});
