// Seeing through separators stuffed between characters: 退.款, 退 款, 我要退*款吗, r.e.f.u.n.d.
//
// A separator is a run of at most 6 symbols, emoji (one digit in a keycap among them) and white space. It is taken out
//  - between two Chinese characters, if it is one symbol (退.款, 好的~退款), or if the character on one side of it
//  stands
//    alone (退 款, 我要退 款, 退😀款). So 想退 款式不好 stays two phrases, and so does 想退......款式不好;
//  - between a Chinese character and a Latin letter that stands alone, unless there is white space in it (v.信);
//  - between Latin letters that each stand alone with the same separator between all of them: three letters
//  (r.e.f.u.n.d),
//    or four if the separator is nothing but white space (r e f u n d, but not "I a m").
// Words of several Latin letters and numbers are never glued to anything. Commas, full stops of Chinese, question and
// exclamation marks, colons, brackets and quotation marks are borders between clauses and always stay.
#pragma once

#include "rules/fold.hpp"

namespace fenqun::rules::folding {

inline constexpr int max_separators = 6;

// Works in place on the normalised text (one space at most in a row, valid UTF-8). Idempotent: a run of characters only
// grows by it, and only runs of one character are glued by their length.
void see_through_separators(Folded& folded);

}  // namespace fenqun::rules::folding
