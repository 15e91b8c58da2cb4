(() => {
  "use strict";
  const sources = JSON.parse(document.getElementById("sources").textContent);
  const box = document.getElementById("source");
  let shown = null;
  let pinned = false;
  let leaving = 0;

  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const fill = (source) => {
    const fact = element("div", source.fact, "fact");
    if (source.typed) fact.append(element("span", "手工填报", "badge"));
    const list = document.createElement("dl");
    const entry = (term, content) => {
      const detail = document.createElement("dd");
      detail.append(content);
      list.append(element("dt", term), detail);
    };
    if (source.formula) entry("计算", source.formula);
    if (source.sources.length) {
      const rows = document.createElement("ul");
      rows.append(...source.sources.map((row) => element("li", row)));
      entry("来源", rows);
    }
    box.replaceChildren(fact, list);
  };

  const place = (figure) => {
    const at = figure.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
    const below = at.bottom + 6 + box.offsetHeight <= window.innerHeight;
    const top = below || at.top < box.offsetHeight + 6 ? at.bottom + 6 : at.top - box.offsetHeight - 6;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${top + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    if (!shown) return;
    shown.setAttribute("aria-expanded", "false");
    shown.removeAttribute("aria-describedby");
    shown = null;
    pinned = false;
    box.hidden = true;
  };

  const show = (figure) => {
    clearTimeout(leaving);
    if (figure === shown) return;
    hide();
    shown = figure;
    fill(sources[Number(figure.dataset.source)]);
    box.hidden = false;
    place(figure);
    figure.setAttribute("aria-expanded", "true");
    figure.setAttribute("aria-describedby", "source");
  };

  const leave = () => {
    clearTimeout(leaving);
    if (!pinned) leaving = setTimeout(hide, 200);
  };

  const press = (figure) => {
    if (figure === shown && pinned) {
      hide();
    } else {
      show(figure);
      pinned = true;
    }
  };

  box.addEventListener("mouseenter", () => clearTimeout(leaving));
  box.addEventListener("mouseleave", leave);
  for (const figure of document.querySelectorAll(".figure")) {
    figure.addEventListener("mouseenter", () => pinned || show(figure));
    figure.addEventListener("mouseleave", leave);
    figure.addEventListener("focus", () => show(figure));
    figure.addEventListener("blur", () => box.matches(":hover") || hide());
    figure.addEventListener("click", () => press(figure));
    figure.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press(figure);
    });
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".figure, #source")) hide();
  });
})();
