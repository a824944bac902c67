/* Files for the library, one after another, each with its progress. Without this script the form
   sends them all at once, and the page says what became of each. */

const form = document.getElementById("desk-upload");
const chosen = form.elements.pictures;
const button = document.getElementById("verb-save");
const list = document.getElementById("outcomes");

/** Put a line for a file on the list, and return its parts. */
function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  const text = document.createElement("span");
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  text.append(name, ": ", progress);
  item.append(text);
  list.append(item);
  return { item, text, progress };
}

/** Send one file with what the form says; resolve to the answer, or null where none came. */
function send(file, progress) {
  const data = new FormData(form);
  data.delete("pictures");
  data.append("pictures", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      progress.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    request.send(data);
  });
}

/** Say on its line what became of a file. */
function tell({ item, text, progress }, answer) {
  progress.remove();
  const outcome = answer?.outcomes[0];
  if (outcome?.number) {
    const image = document.createElement("img");
    image.src = outcome.small;
    image.alt = "";
    item.prepend(image);
    const link = document.createElement("a");
    link.href = outcome.address;
    link.textContent = `${form.dataset.picture} ${outcome.number}`;
    text.append(link, ". ", outcome.said);
  } else {
    const refused = document.createElement("strong");
    refused.textContent = form.dataset.refused;
    const why = outcome?.said ?? answer?.errors.join(" ") ?? form.dataset.broken;
    text.append(refused, " ", why);
  }
}

form.addEventListener("submit", async (event) => {
  if (button.getAttribute("aria-disabled") || !chosen.files.length) return;
  event.preventDefault();
  const files = [...chosen.files];
  list.closest("section").hidden = false;
  button.setAttribute("aria-disabled", "true");
  for (const file of files) {
    const shown = line(file);
    tell(shown, await send(file, shown.progress));
  }
  button.removeAttribute("aria-disabled");
  chosen.value = "";
});
