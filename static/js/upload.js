// Says that a file is on its way: a large one takes a while, and the page itself does not move.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", () => {
    const file = form.querySelector("input[type=file]").files[0];
    if (file) form.querySelector("[data-upload-status]").textContent = `Sending ${file.name}. Stay on this page until it is there.`;
  });
}
