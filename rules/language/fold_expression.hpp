// Internal to rules/.
#pragma once

#include <string>
#include <string_view>

namespace fenqun::rules::language {

// An expression in the folded form that it is matched against: letters folded one by one, escapes and groups untouched.
std::string fold_expression(std::string_view expression);

}  // namespace fenqun::rules::language
