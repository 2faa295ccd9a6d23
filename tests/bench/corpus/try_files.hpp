// Files for measuring `fenqun try` beside Node: rules of 5 to 20 keywords each, and messages.
#pragma once

#include <cstdint>
#include <filesystem>

namespace fenqun::bench {

struct TryWish {
  std::size_t rules = 1000;
  std::size_t lines = 200'000;
  std::uint64_t seed = 1;
};

// Writes into `folder`, which is there:
//   try-N.toml   fenqun's rule file         try-N.json   the same rules for the peers
//   try.jsonl    the messages, {id, text}
// Hanzi only, so that what fenqun's folding sees through (退.款) makes no difference. False: could not be written.
bool write_try_files(const TryWish& wish, const std::filesystem::path& folder);

}  // namespace fenqun::bench
