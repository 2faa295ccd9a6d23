// The shapes of `fenqun export`: a contract.
#pragma once

#include <cstdint>
#include <string>

#include "bot/text/reasons.hpp"
#include "model/profile.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {

enum class ExportWhat : std::uint8_t { messages, customers, tags };

struct ExportStyle {
  bool csv = false;
  bool guarded = true;  // see CsvRow
};

// The first line of a CSV file; nothing for JSON lines.
void append_header(ExportWhat what, const ExportStyle& style, std::string& out);

// {customer, account, native_id, at, text}. Nothing for what is no message of a customer (commands, joins …).
void append_message(const storage::ExportedMessage& message, const ExportStyle& style, std::string& out);
// {customer, name, group, tags, first_seen, last_seen}
void append_customer(const Profile& customer, const ExportStyle& style, std::string& out);
// {customer, tag, since, until, by, why}: a line for each tag of the customer.
void append_tags(const Profile& customer, const ExportStyle& style, Reasons& reasons, std::string& out);

}  // namespace fenqun::bot
