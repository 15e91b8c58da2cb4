"use strict";
(() => {
  const main = document.querySelector("main[data-base]");
  if (!main) return;
  const base = main.dataset.base;
  const live = document.getElementById("said");
  const say = (text, wrong = false) => {
    live.textContent = text;
    live.classList.toggle("wrong", wrong);
  };
  document.querySelectorAll(".live").forEach((one) => (one.hidden = false));

  // What is to be said after the page is loaded again, and where the focus was.
  const carry = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
  const carried = (name) => {
    const value = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    return value && JSON.parse(value);
  };

  // Letters: g and the letter of a tab, ? for help.
  const keys = document.getElementById("keys");
  const letters = document.getElementById("letters");
  letters.checked = localStorage.getItem("letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("letters", letters.checked ? "on" : "off"));
  document.getElementById("help")?.addEventListener("click", () => keys.showModal());
  const types = (element) => element.matches("input, textarea, select");
  let after = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (types(event.target) || !letters.checked || keys.open) return;
    if (event.key === "?") keys.showModal();
    if (after) {
      const tab = document.querySelector(`.tabs a[data-key="${CSS.escape(event.key)}"]`);
      if (tab) tab.click();
    }
    after = event.key === "g";
  });

  const ask = async (path, type, body) => {
    try {
      const answer = await fetch(base + path, { method: "POST", headers: { "Content-Type": type }, body });
      const kind = answer.headers.get("Content-Type") ?? "";
      return { status: answer.status, said: kind.includes("json") ? await answer.json() : null };
    } catch {
      return { status: 0, said: null };
    }
  };
  const fill = (filling) => ask("fill", "application/json", JSON.stringify(filling));
  const unanswered = (answer) =>
    answer.status === 0
      ? "没有存上：连不上程序，它可能已经关了。填的还在这里，程序开着时再存。"
      : `没有存上：${answer.said?.detail ?? "程序出错"}`;

  const table = document.getElementById("sheet");
  if (!table) return;
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const columns = heads.map((head) => head.dataset.key);
  const fresh = table.querySelector("tr.new");
  const rows = () => [...table.tBodies[0].rows];
  const cellOf = (control) => control.closest("td");
  const controlOf = (cell) => cell.querySelector("input, textarea, select");
  const place = (control) => {
    const cell = cellOf(control);
    return { row: rows().indexOf(cell.parentElement), column: cell.cellIndex - 1 };
  };
  const controlAt = (row, column) => {
    const cell = rows()[row]?.cells[column + 1];
    return cell && controlOf(cell);
  };
  const controls = table.querySelectorAll("tbody input, tbody textarea, tbody select");
  controls.forEach((control) => (control.dataset.seen = control.value));

  // Where one is: the whole cell at first, letters within it once one types or presses F2.
  let within = null;
  const enter = (control) => {
    if (!control) return;
    control.focus();
    control.select?.();
    within = null;
  };
  const hint = document.getElementById("hint");
  table.addEventListener("focusin", (event) => {
    const control = event.target;
    if (!types(control)) return;
    control.select?.();
    within = null;
    const { column } = place(control);
    hint.textContent = `${columns[column]}：${heads[column].dataset.doc}　`;
    const row = cellOf(control).parentElement;
    if (row.dataset.at) {
      const link = document.createElement("a");
      const key = /[.\/#“”《》\s]/.test(columns[column]) ? `“${columns[column]}”` : columns[column];
      link.href = `${base}log?at=${encodeURIComponent(`${row.dataset.at}.${key}`)}`;
      link.textContent = "这一格的记录";
      const gone = document.createElement("button");
      gone.className = "tool";
      gone.textContent = "删去这一行";
      gone.addEventListener("click", () => remove(row));
      hint.append(link, " ", gone);
    }
  });
  table.addEventListener("input", (event) => (within = event.target));
  table.addEventListener("pointerdown", (event) => {
    if (event.target === document.activeElement) within = event.target;
  });

  table.addEventListener("keydown", (event) => {
    const control = event.target;
    if (!types(control) || event.isComposing) return;
    const { row, column } = place(control);
    const move = (down, right) => {
      const next = controlAt(row + down, column + right);
      if (!next) return false;
      event.preventDefault();
      enter(next);
      return true;
    };
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && control.value === control.dataset.seen) {
      event.preventDefault();
      return undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = control.matches("select");
    switch (event.key) {
      case "Enter":
        if (event.shiftKey && control.matches("textarea")) return;
        event.preventDefault();
        if (cellOf(control).parentElement === fresh) return grow();
        if (!move(1, 0)) control.blur();
        return;
      case "F2":
        within = control;
        if (!choice) control.setSelectionRange(control.value.length, control.value.length);
        return event.preventDefault();
      case "Escape":
        control.value = control.dataset.seen;
        calm(cellOf(control));
        control.select?.();
        within = null;
        return;
      case "ArrowDown":
        return within === control && !choice ? undefined : move(1, 0);
      case "ArrowUp":
        return within === control && !choice ? undefined : move(-1, 0);
      case "ArrowLeft":
        return within === control && !choice ? undefined : move(0, -1);
      case "ArrowRight":
        return within === control && !choice ? undefined : move(0, 1);
    }
  });

  // What a cell says of itself.
  const calm = (cell) => {
    cell.classList.remove("saving", "saved", "wrong", "clash");
    cell.querySelector(".note")?.remove();
    controlOf(cell).removeAttribute("aria-invalid");
    controlOf(cell).removeAttribute("aria-describedby");
  };
  let notes = 0;
  const note = (cell, kind, text) => {
    calm(cell);
    cell.classList.add(kind);
    const box = document.createElement("div");
    box.className = "note";
    box.id = `note${(notes += 1)}`;
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    cell.append(box);
    controlOf(cell).setAttribute("aria-invalid", "true");
    controlOf(cell).setAttribute("aria-describedby", box.id);
    return box;
  };
  const summary = document.getElementById("summary");
  const sum = () => {
    const wrong = [...table.querySelectorAll("td.wrong, td.clash")];
    summary.hidden = wrong.length === 0;
    summary.replaceChildren();
    if (summary.hidden) return;
    const head = document.createElement("h2");
    head.textContent = `有${wrong.length}格没有存上`;
    const list = document.createElement("ul");
    for (const cell of wrong) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#";
      link.textContent = `${controlOf(cell).getAttribute("aria-label")}：${cell.querySelector(".note p").textContent}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        enter(controlOf(cell));
      });
      item.append(link);
      list.append(item);
    }
    summary.append(head, list);
  };
  const listed = (title, lines) => {
    const head = document.createElement("h2");
    head.textContent = title;
    const list = document.createElement("ul");
    for (const line of lines.slice(0, 50)) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    summary.replaceChildren(head, list);
    summary.hidden = false;
  };
  const told = (fault) => `${fault.problem}${fault.remedy ? `。${fault.remedy}` : ""}`;
  const fieldOf = (at) => {
    const text = at?.slice(at.lastIndexOf(".") + 1) ?? "";
    return text.replace(/^“|”$/g, "");
  };

  // Operations of this page, for Ctrl+Z: nobody else's are taken back.
  const own = JSON.parse(sessionStorage.getItem(`own${base}`) ?? "[]");
  const did = (seq) => {
    if (seq) own.push(seq);
    sessionStorage.setItem(`own${base}`, JSON.stringify(own.slice(-100)));
  };
  const again = (text, focus) => {
    carry("after", { text, focus });
    location.reload();
  };

  // Saving: one cell after the other, so that what this page did itself is never in its way.
  let saving = Promise.resolve();
  let waiting = 0;
  const queue = (act) => {
    waiting += 1;
    saving = saving.then(act).finally(() => (waiting -= 1));
    return saving;
  };
  const save = (control) => {
    const cell = cellOf(control);
    const row = cell.parentElement;
    if (row === fresh) return;
    calm(cell);
    cell.classList.add("saving");
    queue(async () => {
      const typed = control.value;
      if (typed === control.dataset.seen) return calm(cell), sum();
      const key = columns[cell.cellIndex - 1];
      const answer = await fill({ cells: [{ entry: row.dataset.at, key, seen: control.dataset.seen, typed }] });
      const said = answer.said;
      if (said?.done) return kept(control, cell, row, typed, said.done);
      if (said?.clash) return clashed(control, cell, row, said.clash[0]);
      const text = said?.wrong ? said.wrong.map(told).join("；") : unanswered(answer);
      note(cell, "wrong", text);
      say(`没有存上：${text}`, true);
      sum();
    });
  };
  const kept = (control, cell, row, typed, done) => {
    did(done.operation);
    const now = done.cells[0];
    control.dataset.seen = now.said;
    if (control.value === typed) control.value = now.said;
    row.dataset.seal = now.seal;
    calm(cell);
    cell.classList.add("saved");
    sum();
    if (done.moved) return again("已存", focused());
    say(done.operation ? `已存（第${done.operation}次操作）` : "已经是这样");
  };
  const clashed = (control, cell, row, clash) => {
    const who = [clash.by, clash.when].filter(Boolean).join(" ");
    if (clash.theirs === null) {
      note(cell, "clash", `${who}删去了这一条，你填的“${clash.mine}”没有存。`);
      say("没有存上：这一条已经被删去", true);
      return sum();
    }
    const text = `${who}改成了“${clash.theirs}”，你填的是“${clash.mine}”。`;
    const box = note(cell, "clash", text);
    const choose = (words, act) => {
      const button = document.createElement("button");
      button.className = "tool";
      button.textContent = words;
      button.addEventListener("click", act);
      box.append(button, " ");
    };
    choose("用我的", () => {
      control.dataset.seen = clash.theirs;
      control.value = clash.mine;
      save(control);
      enter(control);
    });
    choose("用现在的", () => {
      control.dataset.seen = clash.theirs;
      control.value = clash.theirs;
      calm(cell);
      sum();
      enter(control);
    });
    say(`没有存上，${text}`, true);
    sum();
  };
  table.addEventListener("change", (event) => types(event.target) && save(event.target));

  const focused = () => {
    const control = document.activeElement;
    return control && types(control) && table.contains(control) ? place(control) : null;
  };
  const undo = () =>
    queue(async () => {
      const seq = own.pop();
      if (!seq) return say("这一页还没有存过什么可以撤销的；更早的在“操作记录”里撤销。");
      const answer = await ask("undo", "application/x-www-form-urlencoded", `seq=${seq}&script=1`);
      did(null);
      if (answer.said?.undone) return again(`已撤销第${seq}次操作`, focused());
      own.push(seq);
      did(null);
      say("没有撤销：之后又有人改了同一处，到“操作记录”里看。", true);
    });
  document.getElementById("undo").addEventListener("click", undo);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !types(event.target)) {
      event.preventDefault();
      undo();
    }
  });

  const remove = (row) =>
    queue(async () => {
      const answer = await fill({ removed: [{ entry: row.dataset.at, seal: row.dataset.seal }] });
      if (answer.said?.done) {
        did(answer.said.done.operation);
        return again(`已删去${row.dataset.at}，Ctrl+Z 撤销`, { row: row.rowIndex - 1, column: 0 });
      }
      const text = answer.said?.clash ? "别人先改了这一条，请重新打开本页看过再删。" : answer.said?.wrong?.map(told).join("；") ?? unanswered(answer);
      say(`没有删：${text}`, true);
    });

  // The new row is sent whole, when one leaves it.
  const entry = (fields) => ({ parent: table.dataset.in, kind: table.dataset.kind, fields });
  let growing = false;
  const grow = () => {
    const cells = [...fresh.cells].slice(1);
    const fields = cells.map((cell, at) => [columns[at], controlOf(cell).value]).filter(([, typed]) => typed.trim() !== "");
    if (fields.length === 0 || growing) return;
    growing = true;
    cells.forEach(calm);
    queue(async () => {
      const answer = await fill({ added: [entry(fields)] });
      growing = false;
      if (answer.said?.done) {
        did(answer.said.done.operation);
        return again("已增加一条", { row: rows().length, column: 0 });
      }
      const faults = answer.said?.wrong ?? [];
      let text = faults.length === 0 ? unanswered(answer) : "";
      for (const fault of faults) {
        const at = columns.indexOf(fieldOf(fault.at));
        const cell = cells[Math.max(at, 0)];
        note(cell, "wrong", told(fault));
        text ||= told(fault);
      }
      say(`没有存上：${text}`, true);
      sum();
    });
  };
  fresh?.addEventListener("focusout", (event) => {
    if (!fresh.contains(event.relatedTarget)) grow();
  });

  // Pasting: the table of HTML that Excel and WPS put beside the text, else the text.
  const ofTable = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const pasted = page.querySelector("table");
    if (!pasted) return null;
    const lines = [];
    [...pasted.rows].forEach((row, at) => {
      lines[at] ??= [];
      let column = 0;
      for (const cell of row.cells) {
        while (lines[at][column] !== undefined) column += 1;
        // Lines end where it says so; where the source is broken, a blank stands, and none within Chinese.
        cell.querySelectorAll("br").forEach((end) => end.replaceWith("\u2028"));
        const text = cell.textContent
          .replace(/[ \t\r\n]+/g, " ")
          .replace(/([\u2e80-\uffef]) (?=[\u2e80-\uffef])/g, "$1")
          .replace(/\u00a0/g, " ")
          .replace(/ ?\u2028 ?/g, "\n")
          .trim();
        for (let down = 0; down < Math.min(cell.rowSpan || 1, pasted.rows.length - at); down += 1) {
          lines[at + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) lines[at + down][column + right] = right === 0 ? text : "";
        }
        column += cell.colSpan;
      }
    });
    return lines.map((line) => Array.from(line, (text) => text ?? ""));
  };
  const ofText = (text) => {
    const lines = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const line = lines[lines.length - 1];
      const one = text[at];
      if (quoted && one === '"' && text[at + 1] === '"') (line[line.length - 1] += one), (at += 1);
      else if (one === '"' && (quoted || line[line.length - 1] === "")) quoted = !quoted;
      else if (!quoted && one === "\t") line.push("");
      else if (!quoted && one === "\n") lines.push([""]);
      else if (one !== "\r") line[line.length - 1] += one;
    }
    return lines;
  };
  const bare = (head) => head.replace(/\s/g, "").replace(/[*＊（(].*$/, "");
  table.addEventListener("paste", (event) => {
    const control = event.target;
    if (!types(control)) return;
    const data = event.clipboardData;
    const text = data.getData("text/plain");
    const lines = ofTable(data.getData("text/html")) ?? ofText(text);
    while (lines.length > 0 && lines[lines.length - 1].every((cell) => cell === "")) lines.pop();
    if (lines.length === 0 || (lines.length === 1 && lines[0].length === 1)) return;
    event.preventDefault();
    queue(() => paste(place(control), lines));
  });
  const paste = async ({ row, column }, lines) => {
    let order = columns.slice(column);
    if (lines[0].filter(Boolean).length > 1 && lines[0].every((head) => head === "" || columns.includes(bare(head)))) {
      order = lines.shift().map(bare);
    } else if (lines.some((line) => line.slice(order.length).some(Boolean))) {
      return say(`没有粘贴：从“${columns[column]}”往右只有${order.length}列，放不下。`, true);
    }
    const there = rows().filter((one) => one !== fresh);
    const over = lines.length - (there.length - row);
    if (over > 0 && !fresh) {
      const why = table.hasAttribute("data-last") ? "新行要填的项不都在这一栏，请到第一栏粘贴" : "后面还有没显示的行，请翻到最后一页再粘贴";
      return say(`没有粘贴：这里往下只有${there.length - row}行，粘贴的有${lines.length}行；${why}。`, true);
    }
    const cells = [];
    const added = [];
    lines.forEach((line, down) => {
      const to = there[row + down];
      const fields = order.map((key, at) => [key, line[at]]).filter(([key, typed]) => key && typed !== undefined);
      if (to) {
        for (const [key, typed] of fields) {
          const { seen } = controlOf(to.cells[columns.indexOf(key) + 1]).dataset;
          if (typed !== seen) cells.push({ entry: to.dataset.at, key, seen, typed });
        }
      } else if (fields.some(([, typed]) => typed !== "")) added.push(entry(fields.filter(([, typed]) => typed !== "")));
    });
    say(`正在存${lines.length}行……`);
    const answer = await fill({ cells, added });
    const said = answer.said;
    if (said?.done) {
      did(said.done.operation);
      const parts = [cells.length && `改了${cells.length}格`, added.length && `增加了${added.length}条`].filter(Boolean);
      return again(`已粘贴${lines.length}行：${parts.join("，") || "与原来一样"}。Ctrl+Z 撤销`, { row, column });
    }
    const whole = (line) => `第${line}行`;
    if (said?.wrong) {
      const first = there.length - row;
      listed(`没有粘贴：有${said.wrong.length}处不对，一行也没有存`, said.wrong.map((fault) => `${fault.added ? `${whole(first + fault.added)} ${fieldOf(fault.at)}` : fault.at ?? ""}${fault.typed ? `“${fault.typed}”` : ""}：${told(fault)}`));
    } else if (said?.clash) {
      listed("没有粘贴：有人先改了，请重新打开本页再粘贴", said.clash.map((clash) => `${clash.at}：${clash.by ?? ""} ${clash.when ?? ""} 改成了“${clash.theirs ?? ""}”`));
    } else return say(unanswered(answer), true);
    say(summary.querySelector("h2").textContent, true);
  };

  addEventListener("beforeunload", (event) => {
    if (waiting > 0 && !sessionStorage.getItem("after")) event.preventDefault();
  });
  const came = carried("after");
  if (came) {
    say(came.text);
    if (came.focus) enter(controlAt(Math.min(came.focus.row, rows().length - 1), came.focus.column));
  }
})();
