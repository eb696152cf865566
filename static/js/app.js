// Comfort only: every page works without this script.
const on = (name, deed) => document.addEventListener(name, deed);
const byId = (id) => document.getElementById(id);
const all = (what) => [...document.querySelectorAll(what)];
const say = (id, text) => { const box = byId(id); if (box && box.textContent !== text) box.textContent = text; };
document.documentElement.classList.add("js");

// Single keys can be switched off (WCAG 2.1.4).
const KEY = "senim.shortcuts", SWITCH = "[data-shortcuts-switch]", SUBMIT = "button:not([type=button])";
const enabled = () => localStorage.getItem(KEY) !== "off";
const help = () => {
  const box = byId("shortcuts");
  if (box?.open !== false) return;
  box.querySelector(SWITCH).checked = enabled();
  box.showModal();
};
const follow = (name) => all(`[data-shortcut="${name}"]`)[0]?.click();
const step = (by) => {
  const parts = all("main :is(.tile, tbody tr):has(a[href])").filter((part) => part.checkVisibility());
  const here = parts.findIndex((part) => part.contains(document.activeElement));
  parts[here < 0 ? 0 : here + by]?.querySelector("a[href]").focus();
};
// Physical keys: N is N on a Kazakh layout too.
const deeds = {
  Slash: () => byId("term")?.focus(),
  KeyN: () => follow("n"), KeyD: () => follow("d"), KeyJ: () => step(1), KeyK: () => step(-1),
};
const deedFor = ({ key, code, shiftKey }) => {
  if (key === "?" || (code === "Slash" && shiftKey)) return help;
  return deeds[key === "/" ? "Slash" : !shiftKey && code];
};
const closeMenus = (except) => all(".menu[open]").forEach((menu) => {
  if (menu.contains(except)) return;
  if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
  menu.open = false;
});

on("keydown", (event) => {
  const { target, key } = event, strong = event.ctrlKey || event.metaKey;
  if (key === "Escape") { closeMenus(null); say("problem", ""); }
  if (key === "Enter" && strong && target.form) {
    const button = target.form.querySelector("button.primary") ?? target.form.querySelector(SUBMIT);
    if (!button?.disabled) target.form.requestSubmit(button);
  }
  if (strong || event.altKey || target.closest("input, textarea, select, [contenteditable], dialog") || !enabled()) return;
  const deed = deedFor(event);
  if (deed) { event.preventDefault(); deed(); }
});
on("click", ({ target }) => {
  closeMenus(target);
  if (target.closest("[data-print]")) print();
  if (target.closest("[data-opens=shortcuts]")) help();
});
on("change", ({ target }) => { if (target.matches(SWITCH)) localStorage.setItem(KEY, target.checked ? "on" : "off"); });

// What was typed is not thrown away by another page, a language button or a closed window unasked.
const typedInto = new Set(), WAY_OUT = "form .buttons a, form .actionbar a";
if (all("main :is(.errors, .clash, .doubts)").length) all("main form[method=post]").forEach((form) => typedInto.add(form));
on("input", ({ target }) => { if (target.form?.matches("main form[method=post]") && target.type !== "search") typedInto.add(target.form); });
on("click", ({ target }) => { const way = target.closest(WAY_OUT); if (way) typedInto.delete(way.closest("form")); });
on("submit", ({ target }) => typedInto.delete(target));
addEventListener("beforeunload", (event) => { if ([...typedInto].some((form) => form.isConnected)) event.preventDefault(); });

// A form sent once is not sent twice; when no answer comes, it can be sent again after a while.
const lock = (form, off) => form?.matches("[data-once]") &&
  form.querySelectorAll(SUBMIT).forEach((button) => { button.disabled = off; });
on("submit", ({ target }) => { setTimeout(lock, 0, target, true); setTimeout(lock, 8000, target, false); });
addEventListener("pageshow", ({ persisted }) => persisted && all("[data-once]").forEach((form) => lock(form, false)));

// After a swap: speak, then put the focus where work goes on.
const within = (part, what) => part.matches?.(what) ? part : part.querySelector?.(what);
let before;
on("htmx:before:swap", () => { before = { id: document.activeElement.id, y: scrollY }; });
on("htmx:after:settle", ({ detail }) => detail.newContent.filter((part) => part.isConnected).forEach((part) => {
  const news = within(part, "[data-announce]"), goal = within(part, "[data-focus]");
  if (news) say("live", news.dataset.announce || news.textContent.trim());
  if (goal) { before = null; goal.focus(); }
}));
on("htmx:after:swap", () => {
  if (!before?.id || document.activeElement.id === before.id) return;
  byId(before.id)?.focus({ preventScroll: true });
  scrollTo(scrollX, before.y);
});

// What is typed while an answer is on its way is not overwritten by that answer.
const BOXES = "main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))[id]";
const typed = () => new Map(all(BOXES).map((box) => [box.id, box.value]));
let asked = new Map(), newer = [];
const keep = () => newer.forEach(([id, text]) => { if (byId(id)) byId(id).value = text; });
on("htmx:before:request", () => { asked = typed(); });
on("htmx:before:swap", () => { newer = [...typed()].filter(([id, text]) => asked.has(id) && asked.get(id) !== text); });
on("htmx:after:swap", keep);
on("htmx:after:settle", keep);

let failed;
const problem = ({ target }) => { failed = target; say("problem", byId("problem")?.dataset.text); };
on("htmx:error", problem);
on("htmx:finally:request", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  lock(sourceElement.closest("form"), false);
  if (response?.status >= 500) problem(event);
  else if (response && failed === event.target) say("problem", "");
});
all("main [data-focus]")[0]?.focus();
