// What stands behind the head of a condition. Each function tells its own mistakes and then answers nothing. Internal.
#pragma once

#include <optional>

#include "rules/language/reader.hpp"

namespace fenqun::rules::language {

std::optional<Condition::Node> read_arguments(Reader& in, const Form& form);

// What the customer says, and how it came.
std::optional<Condition::Node> read_text_arguments(Reader& in, const Form& form);
// What is known about the customer, and the time.
std::optional<Condition::Node> read_customer_arguments(Reader& in, const Form& form);

}  // namespace fenqun::rules::language
