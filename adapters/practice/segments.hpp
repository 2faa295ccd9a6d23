// Contents of messages on their way out: the array form and the CQ-code form of what somebody writes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "adapters/practice/types.hpp"

namespace fenqun::adapters::practice {

nlohmann::json segments_of(const Line& line, std::int64_t self_id);
std::string cq_of(const nlohmann::json& segments);

}  // namespace fenqun::adapters::practice
