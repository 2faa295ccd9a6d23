#!/usr/bin/env python3
"""Generates rules/fold/simplify_table.inc (traditional -> simplified) from rules/fold/data/ts_characters.tsv.

With --from FILE it first refreshes that small table from OpenCC's TSCharacters.txt: the first candidate only, and only
where it differs from the character itself.
"""
import argparse
import pathlib

HERE = pathlib.Path(__file__).resolve().parent.parent / "rules" / "fold"
SMALL = HERE / "data" / "ts_characters.tsv"
TABLE = HERE / "simplify_table.inc"
PER_LINE = 32


def first_candidates(path):
    pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, values = line.split("\t")[:2]
        value = values.split(" ")[0]
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


def literal(name, characters):
    lines = [f'constexpr char32_t {name}[] =']
    for start in range(0, len(characters), PER_LINE):
        lines.append('    U"' + "".join(characters[start:start + PER_LINE]) + '"')
    return "\n".join(lines) + ";\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=pathlib.Path)
    source = parser.parse_args().source
    if source:
        small = first_candidates(source)
        SMALL.write_text("".join(f"{k}\t{small[k]}\n" for k in sorted(small)), encoding="utf-8")
    pairs = closed(first_candidates(SMALL))
    keys = sorted(pairs)
    TABLE.write_text(
        "// Made by script/gen_fold_table.py from data/ts_characters.tsv (OpenCC, Apache-2.0). Sorted by traditional.\n"
        + literal("traditional", keys) + literal("simplified_of", [pairs[k] for k in keys]), encoding="utf-8")


if __name__ == "__main__":
    main()
