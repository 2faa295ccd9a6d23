#!/usr/bin/env python3
"""Generates rules/sound/readings.inc from rules/sound/data/readings.tsv (syllable, characters that can be read so).

With --unicode DIR (the files of Debian's unicode-data, unpacked) it first refreshes that table from Unihan_Readings.txt:
all readings of the standard dictionary of 8105 characters (kTGHZ2013) and of speech (kHanyuPinlu); of other characters
kXHC1983 and kMandarin. Tones are left out, ü is v. Characters that folding replaces are left out.
"""
import argparse
import pathlib
import re
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent / "rules"
DATA = ROOT / "sound" / "data" / "readings.tsv"
TABLE = ROOT / "sound" / "readings.inc"
# Standard Mandarin; sounds such as "m", "ng" and "hm" are none.
INITIALS = {
    "": "a o e ai ei ao ou an en ang er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u", "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u", "f": "a o ei ou an en ang eng iao u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un", "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un", "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un", "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e i ao ou an in ang ing ong u ue uan un", "w": "a o ai ei an en ang eng u",
}
SYLLABLES = sorted(i + f for i, finals in INITIALS.items() for f in finals.split())


def plain(reading):
    text = "".join(c for c in unicodedata.normalize("NFD", reading.replace("ü", "v")) if unicodedata.category(c) != "Mn"
                   or c == "\u0308")
    return text.replace("u\u0308", "v").lower()


def refreshed(path):
    replaced = set()
    for name in ("ts_characters.tsv", "variants.tsv"):
        rows = (ROOT / "fold" / "data" / name).read_text(encoding="utf-8").splitlines()
        replaced |= {row.split("\t")[0] for row in rows}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("U+"):
            continue
        code, field, value = line.split("\t")
        if field in ("kTGHZ2013", "kHanyuPinlu", "kXHC1983", "kMandarin"):
            readings = [re.sub(r"\(\d+\)", "", part.split(":")[-1]) for part in value.split(" ")]
            found.setdefault(chr(int(code[2:], 16)), {})[field] = {plain(r) for part in readings for r in part.split(",")}
    table = {}
    for c, by in found.items():
        if not (0x3400 <= ord(c) <= 0x9FFF or c == "〇") or c in replaced:
            continue
        spoken = by.get("kHanyuPinlu", set())
        for reading in by["kTGHZ2013"] | spoken if "kTGHZ2013" in by else set().union(*by.values()):
            if reading in SYLLABLES:
                table.setdefault(reading, set()).add(c)
    table.setdefault("ling", set()).add("〇")
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unicode", type=pathlib.Path)
    source = parser.parse_args().unicode
    if source:
        table = refreshed(source / "Unihan_Readings.txt")
        DATA.write_text("".join(f"{s}\t{''.join(sorted(table.get(s, ())))}\n" for s in SYLLABLES), encoding="utf-8")
    lines = DATA.read_text(encoding="utf-8").splitlines()
    out = ("// Made by script/gen_sound_table.py from data/readings.tsv (Unihan, Unicode License): toneless syllables in their\n"
           "// order, each with the characters that can be read so.\n"
           "constexpr Reading readings_table[] = {\n")
    out += "".join('    {{"{}", U"{}"}},\n'.format(*line.split("\t")) for line in lines)
    TABLE.write_text(out + "};\n", encoding="utf-8")


if __name__ == "__main__":
    main()
