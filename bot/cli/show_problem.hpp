// Problems for people (with the line and a caret under the mistake) and for programs (one JSON object a line).
#pragma once

#include <iosfwd>
#include <string>

#include "model/problem.hpp"

namespace fenqun::bot {

// Several lines, each ended by '\n':
//   fenqun.toml:3:1: 错误 FQ-5005:[store] 里没有叫「ulr」的键。
//     3 | ulr = "sqlite:a.db"
//       | ^~~
//       提示:是不是「url」?
// The caret stands right in a font in which Chinese takes two columns. Hidden characters of the line are made visible,
// and long lines are cut around the mistake.
std::string show(const Problem& problem, Language language);
void show_all(const Problems& problems, Language language, std::ostream& out);

// {"file","line","column","length","code","severity","message":{"zh","en"},"hint":{"zh","en"}}: the same for every
// command. Line, column and length are 0 where there is no place.
std::string problem_json(const Problem& problem);
// In the one form or the other; one line for each as JSON.
void show_all(const Problems& problems, Language language, bool json, std::ostream& out);

// "3 处错误,1 处警告"
std::string count_of(const Problems& problems, Language language);
bool any_error(const Problems& problems);

// Equal code and place: said once.
void drop_repeated(Problems& problems);

}  // namespace fenqun::bot
