// Advice for rule authors: what a file may say by the grammar, but cannot be meant. Pure, like compile(). What it can
// and cannot see is told in docs/cli.md.
#pragma once

#include <span>

#include "rules/ruleset.hpp"

namespace fenqun::rules {

// All mistakes and warnings of compile(), and when the files can be read: warnings FQ-17xx with their places. In the
// order of places. Takes as long as compile() does.
Problems lint(std::span<const Source> sources);

}  // namespace fenqun::rules
