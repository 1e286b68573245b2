"use strict";
// Colours come from the style sheet, so that light, dark and print are decided in one place.
const theme = {
  colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  },
  faded(name, alpha) {
    const [r, g, b] = theme.channels(name);
    return `rgba(${r}, ${g}, ${b}, ${alpha})`;
  },
  channels(name) {
    const hex = theme.colour(name).replace("#", "");
    return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
  },
  verdict(letter) {
    return theme.colour({ s: "silent", w: "weak", f: "firing" }[letter] || "untold");
  },
};

// Rows of numbers come as one text each.
const numbers = (text) => (text === "" ? [] : text.split(",").map((v) => (v === "" ? NaN : Number(v))));

const clock = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

// The two that everything is about.
const isMain = (muscle) => muscle === "glute" || muscle === "hamstring";

const muscleName = (muscle) => {
  const words = muscle.replace("-", " ");
  return words[0].toUpperCase() + words.slice(1);
};
