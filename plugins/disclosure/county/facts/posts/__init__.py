"""Facts about posts: who answers for one, and until when its holder may stay."""
