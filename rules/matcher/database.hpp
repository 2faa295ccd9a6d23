// Compiling into vectorscan databases. The only other file that knows vectorscan is matcher.cpp.
#pragma once

#include <hs/hs.h>

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

// Flags with which one expression compiles, or the compiler's reason why it does not. `index` is for the Problem.
Result<unsigned> expression_flags(std::string_view expression, std::size_t index);

// Ids of the matches are positions in the span; never called with none. Literals may hold any bytes.
Result<Database> compile_literals(std::span<const std::string_view> literals);
// `flags` as expression_flags() gave them, one for each.
Result<Database> compile_expressions(std::span<const std::string_view> expressions, std::span<const unsigned> flags);

}  // namespace fenqun::rules::matching
