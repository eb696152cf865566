"""What is done about storage: rules, holds, destruction acts."""
