// Tokens: read from a file of their own, checked, never shown.
#pragma once

#include <optional>
#include <string>

#include "model/problem.hpp"

namespace fenqun::bot {

// One line of 1 to 4096 bytes without control characters or spaces.
bool is_token(const std::string& token);

// The secret in the file, without the line's end. A file that others may read is a warning; nothing when there is no
// usable one: then the file's own problem, or `unusable`, has been reported at the place of `unusable`.
std::optional<std::string> read_secret_file(const std::string& path, const Problem& unusable, Problems& problems);

// The token in the file, without the line's end. A file that others may read is a warning; nothing when there is no
// usable token, which has then been reported at `where`.
std::optional<std::string> read_token_file(const std::string& path, const std::string& account, const Location& where,
                                           Problems& problems);

}  // namespace fenqun::bot
