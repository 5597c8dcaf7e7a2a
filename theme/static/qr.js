/* Draws the QR code of an address (ISO/IEC 18004: bytes, level M, mask 0, versions 1 to 10) when a visitor
   asks for it, so that no page bears a drawing that few look at.  ES5, no request. */
(function () {
  "use strict";
  var PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
  var QUIET = 4, SPACE = "http://www.w3.org/2000/svg";

  function bytesOf(text) {
    return unescape(encodeURIComponent(text)).split("").map(function (sign) { return sign.charCodeAt(0); });
  }

  function aligned(version) {
    var size = version * 4 + 17, last = size - 7;
    if (version === 1) { return []; }
    return version < 7 ? [6, last] : [6, (last + 6) / 2, last];
  }

  /* how many whole bytes fit beside the signs that every code bears */
  function room(version) {
    var marks = aligned(version).length, bits = (16 * version + 128) * version + 64;
    if (marks) { bits -= (25 * marks - 10) * marks - 55; }
    return Math.floor((version < 7 ? bits : bits - 36) / 8);
  }

  function told(version) { return room(version) - PER_BLOCK[version - 1] * BLOCKS[version - 1]; }

  function wide(version) { return version < 10 ? 8 : 16; }

  function fitting(length) {
    for (var version = 1; version <= 10; version += 1) {
      if (4 + wide(version) + 8 * length <= 8 * told(version)) { return version; }
    }
    return 0;
  }

  function packed(bytes, version) {
    var bits = "", out = [], most = told(version), at;
    function put(value, width) { bits += ("0000000000000000" + value.toString(2)).slice(-width); }
    put(4, 4);
    put(bytes.length, wide(version));
    bytes.forEach(function (value) { put(value, 8); });
    bits += "0000".slice(0, Math.min(4, most * 8 - bits.length));
    while (bits.length % 8) { bits += "0"; }
    for (at = 0; at < bits.length; at += 8) { out.push(parseInt(bits.slice(at, at + 8), 2)); }
    for (at = 0xec; out.length < most; at ^= 0xec ^ 0x11) { out.push(at); }
    return out;
  }

  /* the field of 256 that Reed and Solomon's code stands on */
  function times(one, other) {
    var product = 0, bit;
    for (bit = 7; bit >= 0; bit -= 1) {
      product = (product << 1) ^ ((product >>> 7) * 0x11d);
      product ^= ((other >>> bit) & 1) * one;
    }
    return product;
  }

  function divisor(degree) {
    var of = [], root = 1, at, place;
    for (at = 0; at < degree; at += 1) { of.push(at === degree - 1 ? 1 : 0); }
    for (at = 0; at < degree; at += 1) {
      for (place = 0; place < degree; place += 1) {
        of[place] = times(of[place], root) ^ (place + 1 < degree ? of[place + 1] : 0);
      }
      root = times(root, 2);
    }
    return of;
  }

  function remainder(data, by) {
    var left = by.map(function () { return 0; });
    data.forEach(function (value) {
      var factor = value ^ left.shift();
      left.push(0);
      by.forEach(function (part, at) { left[at] ^= times(part, factor); });
    });
    return left;
  }

  /* data in blocks, each with what mends it, then a byte of each block in turn */
  function woven(data, version) {
    var blocks = BLOCKS[version - 1], by = divisor(PER_BLOCK[version - 1]);
    var short = Math.floor(data.length / blocks), long = data.length % blocks, parts = [], mends = [], out = [];
    var at = 0, number, length;
    for (number = 0; number < blocks; number += 1) {
      length = short + (number < blocks - long ? 0 : 1);
      parts.push(data.slice(at, at + length));
      mends.push(remainder(parts[number], by));
      at += length;
    }
    [[parts, short + 1], [mends, by.length]].forEach(function (pair) {
      for (var place = 0; place < pair[1]; place += 1) {
        pair[0].forEach(function (part) { if (place < part.length) { out.push(part[place]); } });
      }
    });
    return out;
  }

  function matrix(text) {
    var bytes = bytesOf(text), version = fitting(bytes.length), size = version * 4 + 17, rows = [], fixed = [];
    var marks = aligned(version), at;
    if (!version) { return null; }
    for (at = 0; at < size; at += 1) { rows.push([]); fixed.push([]); }

    function set(row, column, dark) {
      if (row < 0 || column < 0 || row >= size || column >= size) { return; }
      rows[row][column] = dark;
      fixed[row][column] = true;
    }

    function square(row, column, reach, dark) {
      for (var down = -reach; down <= reach; down += 1) {
        for (var along = -reach; along <= reach; along += 1) {
          set(row + down, column + along, dark(Math.max(Math.abs(down), Math.abs(along))));
        }
      }
    }

    function finder(far) { return far !== 2 && far !== 4; }

    function aligner(far) { return far !== 1; }

    function signs() {
      var format = 0x5412, place;
      for (place = 0; place < size; place += 1) { set(6, place, place % 2 === 0); set(place, 6, place % 2 === 0); }
      square(3, 3, 4, finder);
      square(3, size - 4, 4, finder);
      square(size - 4, 3, 4, finder);
      marks.forEach(function (row, first) {
        marks.forEach(function (column, second) {
          var last = marks.length - 1;
          if (!(first + second === 0 || first === 0 && second === last || first === last && second === 0)) {
            square(row, column, 2, aligner);
          }
        });
      });
      function bit(number) { return ((format >>> number) & 1) === 1; }
      for (place = 0; place < 6; place += 1) { set(place, 8, bit(place)); }
      set(7, 8, bit(6));
      set(8, 8, bit(7));
      set(8, 7, bit(8));
      for (place = 9; place < 15; place += 1) { set(8, 14 - place, bit(place)); }
      for (place = 0; place < 8; place += 1) { set(8, size - 1 - place, bit(place)); }
      for (place = 8; place < 15; place += 1) { set(size - 15 + place, 8, bit(place)); }
      set(size - 8, 8, true);
      if (version >= 7) { numbered(); }
    }

    function numbered() {
      var left = version, place, bits;
      for (place = 0; place < 12; place += 1) { left = (left << 1) ^ ((left >>> 11) * 0x1f25); }
      bits = (version << 12) | left;
      for (place = 0; place < 18; place += 1) {
        set(Math.floor(place / 3), size - 11 + place % 3, ((bits >>> place) & 1) === 1);
        set(size - 11 + place % 3, Math.floor(place / 3), ((bits >>> place) & 1) === 1);
      }
    }

    function fill(data) {
      var number = 0, right, step, side, row, column;
      for (right = size - 1; right >= 1; right -= 2) {
        if (right === 6) { right = 5; }
        for (step = 0; step < size; step += 1) {
          for (side = 0; side < 2; side += 1) {
            column = right - side;
            row = ((right + 1) & 2) === 0 ? size - 1 - step : step;
            if (!fixed[row][column]) {
              rows[row][column] = (((data[number >>> 3] || 0) >>> (7 - (number & 7))) & 1) === 1;
              if ((row + column) % 2 === 0) { rows[row][column] = !rows[row][column]; }
              number += 1;
            }
          }
        }
      }
    }

    signs();
    fill(woven(packed(bytes, version), version));
    return rows;
  }

  /* an SVG as large as what it stands in, or nothing for a text that is too long */
  window.disclosureCode = function (text) {
    var rows = matrix(text), path = "", svg, ground, drawn, side;
    if (!rows) { return null; }
    side = rows.length + 2 * QUIET;
    rows.forEach(function (row, down) {
      row.forEach(function (dark, along) { if (dark) { path += "M" + (along + QUIET) + " " + (down + QUIET) + "h1v1h-1z"; } });
    });
    svg = document.createElementNS(SPACE, "svg");
    svg.setAttribute("viewBox", "0 0 " + side + " " + side);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "二维码：" + text);
    ground = svg.appendChild(document.createElementNS(SPACE, "path"));
    ground.setAttribute("fill", "#fff");
    ground.setAttribute("d", "M0 0h" + side + "v" + side + "H0z");
    drawn = svg.appendChild(document.createElementNS(SPACE, "path"));
    drawn.setAttribute("d", path);
    return svg;
  };
}());
