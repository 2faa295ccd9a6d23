// FENQUN__SECTION__KEY=value: laid over the tree of the configuration file before it is checked.
#pragma once

#include "bot/config.hpp"
#include "bot/config/tree.hpp"

namespace fenqun::bot {

// FENQUN__LANGUAGE, FENQUN__STORE__URL, FENQUN__ACCOUNT__<name or number from 0>__URL … Names are compared without
// regard to case, and - . and space in account names are written _. The number after the last account makes a new one.
// Setting token puts aside the file's token_file, and the other way round. Unknown variables are reported.
void apply_overrides(Node& root, const Environment& environment, Problems& problems);

}  // namespace fenqun::bot
