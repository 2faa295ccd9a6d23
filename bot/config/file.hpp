// Small files as text: configuration, secrets, rules. Blocking; used at start and by the command line only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/problem.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_config_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_rules_bytes = std::size_t{16} << 20;

// FQ-5001 when it cannot be read, FQ-5004 when it is longer than `most` bytes. A UTF-8 byte order mark is left out.
Result<std::string> read_file(const std::string& path, std::size_t most);

// Whether group or others may read it; false when that cannot be told.
bool others_may_read(const std::string& path);

// `path` as it is when absolute or when `folder` is empty, else inside `folder`.
std::string inside_folder(const std::string& folder, const std::string& path);

// The folder of a file, as text that inside_folder() takes: "" for a plain name.
std::string folder_of(const std::string& path);

}  // namespace fenqun::bot
