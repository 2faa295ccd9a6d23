// Reading words of letters that are not what they look like, and numbers in mixed numerals; after separators are gone.
//
//  - Letters of other scripts that look like Latin ones (Cyrillic, Greek, Armenian) are read as these in a word that
//  has
//    Latin letters too and no letter without a Latin look: rеfund with a Cyrillic е. A whole word in another script
//    stays: сор, ток, κακο.
//  - Turned letters are read as what they are. A word of which all letters can be turned and a third are (punɟǝɹ) is
//    read from its end; so is a whole text of such words.
//  - In a word with letters in disguise (circled, look-alike …) that repeats a letter three times or more, repeats
//  count
//    once: ⒻⒻⒻfⓤuⓤcⓒ⒦.
//  - A run of at least seven digits and Chinese numerals with a digit and two numerals in it, away from other Chinese
//    characters, is a number: 138一二34五6789.
#pragma once

#include <string_view>

#include "rules/fold.hpp"

namespace fenqun::rules::folding {

// In place, on normalised text; `original` is what it was folded from. Idempotent.
void read_words(std::string_view original, Folded& folded);
void read_numbers(Folded& folded);

}  // namespace fenqun::rules::folding
