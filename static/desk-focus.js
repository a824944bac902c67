/* The focal point of a picture: two fields in per cent, a marker, and three cuts that follow them.
   The fields are what is sent; without this script they are all there is. */

const frame = document.getElementById("focus");
const picture = frame.querySelector("img");
const fields = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") };
const marker = document.createElement("span");

/** Return a field's number from 0 to 100; of nonsense the middle. */
function percent(field) {
  const value = Number.parseInt(field.value, 10);
  return Number.isNaN(value) ? 50 : Math.min(100, Math.max(0, value));
}

/** Return where a cut of `part` pixels begins in `whole`, as the site's own cutting does it. */
function begin(whole, part, at) {
  return Math.min(Math.max(0, whole * at / 100 - part / 2), whole - part);
}

/** Return it in the per cents of object-position: of what the cut leaves over. */
function position(whole, part, at) {
  return whole > part ? 100 * begin(whole, part, at) / (whole - part) : 50;
}

/** Move the marker and the cuts to where the fields say. */
function show() {
  const [x, y] = [percent(fields.x), percent(fields.y)];
  marker.style.left = `${x}%`;
  marker.style.top = `${y}%`;
  const { width, height } = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
  for (const cut of document.querySelectorAll("#cuts figure")) {
    const ratio = cut.dataset.width / cut.dataset.height;
    const image = cut.querySelector("img");
    image.style.aspectRatio = `${ratio}`;
    const across = position(width, Math.min(width, height * ratio), x);
    const down = position(height, Math.min(height, width / ratio), y);
    image.style.objectPosition = `${across}% ${down}%`;
  }
}

for (const cut of document.querySelectorAll("#cuts figure")) {
  const image = document.createElement("img");
  image.src = picture.src;
  image.alt = "";
  cut.querySelector("img, p").replaceWith(image);
}
frame.append(marker);
frame.classList.add("is-live");
frame.addEventListener("click", (event) => {
  const box = picture.getBoundingClientRect();
  fields.x.value = Math.round(100 * (event.clientX - box.left) / box.width);
  fields.y.value = Math.round(100 * (event.clientY - box.top) / box.height);
  show();
});
for (const field of Object.values(fields)) field.addEventListener("input", show);
show();
