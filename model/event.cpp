#include "model/event.hpp"

#include <array>

namespace fenqun {

bool is_customer_message(const Event& event) {
  return event.author == Author::customer &&
         (std::holds_alternative<Text>(event.payload) || std::holds_alternative<Media>(event.payload));
}

std::string_view kind_of(const Event& event) {
  static constexpr std::array<std::string_view, 8> media = {"image",   "voice", "video",    "file",
                                                            "sticker", "card",  "location", "media"};
  static constexpr std::array<std::string_view, 12> kinds = {"text",       "media",      "joined",  "left",
                                                             "befriended", "unfriended", "renamed", "reacted",
                                                             "recalled",   "ordered",    "rated",   "quiet"};
  if (const auto* m = std::get_if<Media>(&event.payload)) return media[static_cast<std::size_t>(m->kind)];
  return kinds[event.payload.index()];
}

}  // namespace fenqun
