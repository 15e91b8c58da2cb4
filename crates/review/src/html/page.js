"use strict";
(() => {
  document.documentElement.classList.add("live");
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("main [data-f]")];
  let active = null;

  const of = (element) => (element.dataset.f || "").split(" ");
  const shown = () => cards.filter((card) => !card.hidden);
  const show = (element) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  // The list scrolls by itself, so that the paper is left where it is going; on narrow screens it lies below the paper.
  const list = document.querySelector("aside");
  const bring = (card, scroll) => {
    if (!card) return;
    if (list.scrollHeight <= list.clientHeight) {
      if (scroll === "list") card.scrollIntoView({ block: "nearest" });
      return;
    }
    const [box, frame] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - 16;
  };

  const activate = (number, scroll) => {
    active = number;
    for (const card of cards) {
      card.classList.toggle("active", card.dataset.f === number);
    }
    for (const mark of marks) {
      mark.classList.toggle("active", number !== null && of(mark).includes(number));
    }
    if (number === null) return;
    if (scroll !== "list") show(document.getElementById("p" + number));
    bring(document.getElementById("c" + number), scroll);
    history.replaceState(null, "", "#c" + number);
  };

  const step = (by) => {
    const cards = shown();
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.dataset.f === active);
    const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length;
    activate(cards[next].dataset.f, "both");
  };

  const keys = document.querySelector(".keys");
  const used = keys?.querySelector("input");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !used?.checked) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") activate(null);
    else if (event.key === "?") keys?.toggleAttribute("open");
    else if (/^[123]$/.test(event.key)) document.querySelectorAll(".counts input")[event.key - 1]?.click();
  });

  document.addEventListener("click", (event) => {
    const rule = event.target.closest("a.rule");
    if (rule) {
      document.querySelector(rule.getAttribute("href"))?.setAttribute("open", "");
      return;
    }
    const card = event.target.closest(".card");
    const see = event.target.closest("a.see");
    if (see) {
      event.preventDefault();
      activate(card.dataset.f, "list");
      show(document.querySelector(see.getAttribute("href")));
      return;
    }
    const mark = event.target.closest("main [data-f]");
    if (card) {
      event.preventDefault();
      activate(card.dataset.f, "both");
    } else if (mark) {
      event.preventDefault();
      const numbers = of(mark);
      const at = numbers.indexOf(active);
      activate(numbers[(at + 1) % numbers.length], "list");
    }
  });

  document.querySelector(".switch input")?.addEventListener("change", (event) => {
    document.body.classList.toggle("plain", !event.target.checked);
  });
  for (const box of document.querySelectorAll(".counts input")) {
    box.addEventListener("change", () => {
      document.body.classList.toggle("no-" + box.value, !box.checked);
      for (const card of cards) {
        if (card.classList.contains(box.value)) card.hidden = !box.checked;
      }
    });
  }

  if (/^#c\d+$/.test(location.hash)) activate(location.hash.slice(2), "both");
})();
