#!/usr/bin/env python3
"""Generates the tables of folding from the small ones in rules/fold/data:

  simplify_table.inc    traditional, variant, Japanese and radical characters -> simplified (ts_characters.tsv, variants.tsv)
  lookalike_table.inc   letters that look like Latin ones (lookalikes.tsv)
  flag_table.inc        pairs of regional indicators that are flags (flags.tsv)

With --opencc FILE it first refreshes ts_characters.tsv from OpenCC's TSCharacters.txt; with --unicode DIR (the files of
Debian's unicode-data, unpacked), --confusables FILE and --flags FILE (emoji-test.txt) the others; OpenCC's program must be
there for the Japanese forms.
"""
import argparse
import pathlib
import re
import subprocess
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent / "rules" / "fold"
DATA = HERE / "data"
PER_LINE = 32

# Letters that look like Latin ones beside Latin letters only, by what they are after case folding; the second letter is
# what the capital looks like where that is another one.
MIXED = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "н": "h", "і": "i", "ӏ": "l", "ј": "j", "к": "k",
    "м": "m", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ѵ": "v", "ѡ": "w", "ԝ": "w", "х": "x",
    "у": "y", "ү": "y", "ь": "b", "ԍ": "g", "ҽ": "e",
    "α": "a", "β": "b", "ϲ": "c", "ε": "e", "ζ": "z", "η": "nh", "ι": "i", "ϳ": "j", "κ": "k", "μ": "um", "ν": "vn",
    "ο": "o", "ρ": "p", "σ": "o", "τ": "t", "υ": "uy", "χ": "x", "γ": "y", "ω": "w",
    "ց": "g", "հ": "h", "ո": "n", "ռ": "n", "օ": "o", "զ": "q", "գ": "q", "ս": "u", "ա": "w", "տ": "s", "ք": "f",
}
# Letters turned by 180 degrees.
TURNED = {
    "ɐ": "a", "ɔ": "c", "ǝ": "e", "ə": "e", "ɟ": "f", "ƃ": "g", "ᵷ": "g", "ɥ": "h", "ᴉ": "i", "ɾ": "j", "ʞ": "k",
    "ꞁ": "l", "ʃ": "l", "ɯ": "m", "ɹ": "r", "ʇ": "t", "ʌ": "v", "ʍ": "w", "ʎ": "y", "ⅎ": "f",
}
# Letters of scripts and alphabets that no customer writes in, besides those of confusables.txt.
ALWAYS = {"ᗩ": "a", "ᑕ": "c", "ᗴ": "e", "ᑎ": "n", "ᑫ": "q", "ᗯ": "w", "ᘔ": "z", "ᘜ": "g", "ƒ": "f"}
STYLES = ("CHEROKEE", "CANADIAN", "LISU", "CARIAN", "LYCIAN", "DESERET", "ELBASAN", "WARANG", "OLD", "MIAO", "OSAGE")
LATIN_KEPT = set("ƄꞴƍƽǀỿƜɯ")  # not letters of that name, or turned ones


def rows(path):
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def first_candidates(path):
    pairs = {}
    for row in rows(path):
        key, value = row[0], row[1].split(" ")[0]
        if len(key) == 1 and len(value) == 1 and key != value:
            pairs[key] = value
    return pairs


def closed(pairs):
    """Follows chains, so that folding twice is folding once. A circle ends at the character that closes it."""
    result = {}
    for key in pairs:
        seen, at = {key}, key
        while at in pairs and pairs[at] not in seen:
            at = pairs[at]
            seen.add(at)
        if at != key:
            result[key] = at
    return result


def fields(path, wanted):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            if field in wanted:
                yield chr(int(code[2:], 16)), value


def japanese(characters):
    made = subprocess.run(["opencc", "-c", "jp2t.json"], input="\n".join(characters), text=True, capture_output=True,
                          check=True).stdout.split("\n")
    return {a: b for a, b in zip(characters, made) if a != b and len(b) == 1}


def variants_of(directory, traditional):
    """Forms outside the standard of 8105 characters -> the one standard character that they stand for."""
    standard = {c for c, _ in fields(directory / "Unihan_OtherMappings.txt", {"kTGH"})}
    simple = closed(traditional)
    candidates = {}
    for c, value in fields(directory / "Unihan_Variants.txt", {"kSimplifiedVariant", "kZVariant", "kSemanticVariant"}):
        for target in re.findall(r"U\+([0-9A-F]+)", value):
            candidates.setdefault(c, set()).add(chr(int(target, 16)))
    for c, target in japanese([chr(c) for c in range(0x4E00, 0xA000)]).items():
        candidates.setdefault(c, set()).add(target)
    found = {}
    for c, targets in candidates.items():
        fits = {simple.get(t, t) for t in targets} & standard
        if c not in standard and c not in traditional and len(fits) == 1:
            found[c] = fits.pop()
    for line in (directory / "EquivalentUnifiedIdeograph.txt").read_text(encoding="utf-8").splitlines():
        row = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; ([0-9A-F]+)", line)
        if row:
            for code in range(int(row[1], 16), int(row[2] or row[1], 16) + 1):
                if unicodedata.normalize("NFKC", chr(code)) == chr(code):
                    found[chr(code)] = chr(int(row[3], 16))
    return found


def always_from(confusables):
    found = dict(ALWAYS)
    for line in confusables.read_text(encoding="utf-8-sig").splitlines():
        parts = [p.strip() for p in line.split("#")[0].split(";")]
        if len(parts) < 3 or " " in parts[0] or " " in parts[1]:
            continue
        c, plain = chr(int(parts[0], 16)), chr(int(parts[1], 16))
        if c.isascii() or not (plain.isascii() and plain.isalpha()) or not c.isalpha():
            continue
        script = unicodedata.name(c, "?").split()[0]
        if script in STYLES or (script == "LATIN" and c not in LATIN_KEPT):
            found.setdefault(c, plain.lower())
    for code in range(0x180, 0x30000):
        name = unicodedata.name(chr(code), "")
        row = re.fullmatch(r"LATIN LETTER SMALL CAPITAL ([A-Z])", name)
        if not row and (0x240 <= code < 0x250 or 0x2C60 <= code < 0x2C80):
            row = re.fullmatch(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH (?:DOUBLE BAR|STROKE|DESCENDER)", name)
        if row:
            found[chr(code)] = row[1].lower()
    # Whatever normalises to one of them.
    for code in range(0x80, 0x20000):
        c = chr(code)
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", c).casefold())
        if c not in found and plain in found:
            found[c] = found[plain]
    return {c: p for c, p in found.items() if c not in TURNED and not unicodedata.normalize("NFKC", c).isascii()}


def mixed_with_accents():
    found = dict(MIXED)
    for code in range(0x370, 0x530):
        c = chr(code)
        base = unicodedata.normalize("NFD", c)
        if len(base) > 1 and base[0] in MIXED and c.lower() == c:
            found.setdefault(c, MIXED[base[0]])
    found.pop("й", None)
    return found


def flags_from(emoji_test):
    found = set()
    for line in emoji_test.read_text(encoding="utf-8").splitlines():
        row = re.match(r"(1F1[EF][0-9A-F]) (1F1[EF][0-9A-F]) +; fully-qualified", line)
        if row:
            found.add("".join(chr(int(x, 16) - 0x1F1E6 + ord("A")) for x in row.groups()))
    return found


def write_rows(name, content):
    (DATA / name).write_text("".join("\t".join(row) + "\n" for row in content), encoding="utf-8")


def escaped(c):
    return c if c.isalpha() or unicodedata.category(c) == "So" else f"\\U{ord(c):08X}"


def literal(name, characters, prefix="U", kind="char32_t"):
    lines = [f"constexpr {kind} {name}[] ="]
    for start in range(0, len(characters), PER_LINE):
        lines.append(f'    {prefix}"' + "".join(escaped(c) for c in characters[start:start + PER_LINE]) + '"')
    return "\n".join(lines) + ";\n"


NAMES = {"always": "always_plain", "mixed": "mixed_plain", "turned": "turned_letters_plain"}


def write_tables():
    pairs = closed(first_candidates(DATA / "variants.tsv") | first_candidates(DATA / "ts_characters.tsv"))
    keys = sorted(pairs)
    (HERE / "simplify_table.inc").write_text(
        "// Made by script/gen_fold_table.py from data/ts_characters.tsv (OpenCC, Apache-2.0) and data/variants.tsv\n"
        "// (Unicode License; OpenCC). Sorted by traditional.\n"
        + literal("traditional", keys) + literal("simplified_of", [pairs[k] for k in keys]), encoding="utf-8")
    kinds = {kind: {} for kind in ("always", "mixed", "turned")}
    for c, plain, kind in rows(DATA / "lookalikes.tsv"):
        kinds[kind][c] = plain
    text = "// Made by script/gen_fold_table.py from data/lookalikes.tsv (Unicode License). Each sorted by its first array.\n"
    for kind, table in kinds.items():
        keys = sorted(table)
        text += literal(kind, keys) + literal(NAMES[kind], [table[k][0] for k in keys], "", "char")
        if kind == "mixed":
            text += literal("mixed_capital", [table[k][-1] for k in keys], "", "char")
    (HERE / "lookalike_table.inc").write_text(text, encoding="utf-8")
    masks = [0] * 26
    for (pair,) in rows(DATA / "flags.tsv"):
        masks[ord(pair[0]) - ord("A")] |= 1 << (ord(pair[1]) - ord("A"))
    (HERE / "flag_table.inc").write_text(
        "// Made by script/gen_fold_table.py from data/flags.tsv (Unicode License). Bit b of element a: the pair (a, b).\n"
        "constexpr std::uint32_t flags_of[26] = {\n    " + ",\n    ".join(
            ", ".join(f"0x{mask:07X}" for mask in masks[start:start + 8]) for start in range(0, 26, 8)) + "};\n",
        encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("opencc", "unicode", "confusables", "flags"):
        parser.add_argument("--" + option, type=pathlib.Path)
    given = parser.parse_args()
    if given.opencc:
        small = first_candidates(given.opencc)
        write_rows("ts_characters.tsv", ((k, small[k]) for k in sorted(small)))
    if given.unicode:
        found = variants_of(given.unicode, first_candidates(DATA / "ts_characters.tsv"))
        write_rows("variants.tsv", ((k, found[k]) for k in sorted(found)))
    if given.confusables:
        tables = (("always", always_from(given.confusables)), ("mixed", mixed_with_accents()), ("turned", TURNED))
        write_rows("lookalikes.tsv", ((c, table[c], kind) for kind, table in tables for c in sorted(table)))
    if given.flags:
        write_rows("flags.tsv", ((pair,) for pair in sorted(flags_from(given.flags))))
    write_tables()


if __name__ == "__main__":
    main()
