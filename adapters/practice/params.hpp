// Reading the parameters of a call: numbers may come as text.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace fenqun::adapters::practice {

std::optional<std::int64_t> number(const nlohmann::json& params, const char* name);
std::string words(const nlohmann::json& params, const char* name);  // empty: not there

}  // namespace fenqun::adapters::practice
