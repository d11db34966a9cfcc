"""What an employer has begun to write and not sent yet."""
