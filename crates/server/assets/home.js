"use strict";
(() => {
  const form = document.querySelector("form");
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector(".status");
  const progress = form.querySelector(".progress");
  document.documentElement.classList.add("live");

  const say = (text, wrong) => {
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  };
  const rest = () => {
    input.value = "";
    form.classList.remove("busy");
    progress.hidden = true;
  };
  const refuse = (text) => {
    rest();
    say(text, true);
  };

  const send = () => {
    const file = input.files[0];
    if (!file) return;
    if (input.files.length > 1) return refuse("一次审一份，请只选一个文件。");
    if (file.size === 0) return refuse(`“${file.name}”是空的，或者是文件夹。`);
    if (file.size > Number(form.dataset.limit)) {
      const size = (file.size / 1048576).toFixed(1);
      return refuse(`“${file.name}”有 ${size} MB，一份最多 ${form.dataset.size}。请删去图片，或拆成几份。`);
    }
    say(`正在审“${file.name}”……`, false);
    form.classList.add("busy");
    progress.hidden = false;
    form.submit();
  };

  input.addEventListener("change", send);
  // Whoever comes back to this page finds it as it was before.
  addEventListener("pageshow", () => {
    rest();
    say("", false);
  });

  const carries = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const over = (by) => {
    depth = by === 0 ? 0 : depth + by;
    form.classList.toggle("over", depth > 0);
  };
  addEventListener("dragenter", (event) => carries(event) && over(1));
  addEventListener("dragleave", (event) => carries(event) && over(-1));
  addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(0);
    if (form.classList.contains("busy")) return;
    if (event.dataTransfer.files.length > 1) return refuse("一次审一份，请只拖一个文件。");
    input.files = event.dataTransfer.files;
    send();
  });
})();
