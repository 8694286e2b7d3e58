// Tells the style sheets that scripts run, before anything is drawn, so that the page does not jump. It stands in the head
// before them: anywhere below, it would wait until all of them are here, and the text of the page would wait with it.
new MutationObserver((_, watcher) => {
  if (!document.body) return;
  watcher.disconnect();
  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
}).observe(document.documentElement, { childList: true });
