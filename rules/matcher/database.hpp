// Compiling expressions into a vectorscan database. The only other file that knows vectorscan is matcher.cpp.
#pragma once

#include <hs/hs.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/problem.hpp"

namespace fenqun::rules::matching {

struct DatabaseDeleter {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
using Database = std::unique_ptr<hs_database_t, DatabaseDeleter>;

// Ids of the matches are positions in the span; never called with none. `indices` are for the Problem: the positions of
// the expressions among all patterns.
Result<Database> compile_expressions(std::span<const std::string_view> expressions,
                                     std::span<const std::uint32_t> indices);

}  // namespace fenqun::rules::matching
