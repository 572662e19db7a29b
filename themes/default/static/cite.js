// Adds a button to each citation that copies it with the day of access, which no page can know. A classic script: it also runs
// from a folder.
(function () {
  "use strict";

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    // Without a secure connection there is no clipboard but by this old way.
    return new Promise(function (resolve, reject) {
      var field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      field.style.opacity = "0";
      document.body.appendChild(field);
      field.select();
      var done = document.execCommand("copy");
      field.remove();
      if (done) {
        resolve();
      } else {
        reject();
      }
    });
  }

  function today() {
    var options = { day: "numeric", month: "long", year: "numeric" };
    try {
      return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date());
    } catch (error) {
      return new Date().toISOString().slice(0, 10);
    }
  }

  document.querySelectorAll(".citation-line[data-copy]").forEach(function (line) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = line.dataset.copy;
    var status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", function () {
      var text = line.textContent.replace(/\s+/g, " ").trim();
      var accessed = line.dataset.accessed.replace("{date}", today());
      copy(text + ". " + accessed).then(
        function () {
          status.textContent = line.dataset.copied;
        },
        function () {
          // The reader copies by hand what is selected now.
          window.getSelection().selectAllChildren(line);
        }
      );
    });
    var row = document.createElement("p");
    row.className = "actions not-printed";
    row.append(button, " ", status);
    line.after(row);
  });
})();
