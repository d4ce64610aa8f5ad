"""What tests share: databases, a sandbox, the cast."""
