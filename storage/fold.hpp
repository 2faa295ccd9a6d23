// How names are compared when customers are looked for. Smaller than the folding of the rules on purpose: it is stored
// in the database, so it must never change with a library's version.
#pragma once

#include <string>
#include <string_view>

namespace fenqun::storage {

// Lower case of Latin (ASCII and Latin-1), Greek, Cyrillic and full-width letters; every other byte stays as it is,
// also when it is not UTF-8.
std::string fold_name(std::string_view name);

// The smallest text that is greater than every text beginning with `prefix`; empty when there is none.
std::string after_prefix(std::string_view prefix);

}  // namespace fenqun::storage
