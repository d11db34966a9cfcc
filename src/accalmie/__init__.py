"""Belgium's temporary unemployment, from the employer's notice to the worker's payment."""
